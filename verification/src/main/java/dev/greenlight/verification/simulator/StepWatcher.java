package dev.greenlight.verification.simulator;

/** Is told every step of a simulation, to check what a look at the logs afterwards cannot show. */
public interface StepWatcher {

    /** A lane has processed a record. */
    default void consumed(String applicationId, String topic, long offset, LogEntry entry) {}

    /** A lane has produced a record; readers of committed records see it once the lane commits. */
    default void produced(String applicationId, String topic, LogEntry entry) {}

    /** What the lane did since the last time now stands. */
    default void committed(String applicationId) {}

    /** What the lane did since the last commit has vanished, where the delivery is exactly once. */
    default void crashed(String applicationId, Delivery delivery) {}
}

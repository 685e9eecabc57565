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

    /** Tells both, the first one first. */
    static StepWatcher both(StepWatcher first, StepWatcher second) {
        return new StepWatcher() {
            @Override
            public void consumed(String applicationId, String topic, long offset, LogEntry entry) {
                first.consumed(applicationId, topic, offset, entry);
                second.consumed(applicationId, topic, offset, entry);
            }

            @Override
            public void produced(String applicationId, String topic, LogEntry entry) {
                first.produced(applicationId, topic, entry);
                second.produced(applicationId, topic, entry);
            }

            @Override
            public void committed(String applicationId) {
                first.committed(applicationId);
                second.committed(applicationId);
            }

            @Override
            public void crashed(String applicationId, Delivery delivery) {
                first.crashed(applicationId, delivery);
                second.crashed(applicationId, delivery);
            }
        };
    }
}

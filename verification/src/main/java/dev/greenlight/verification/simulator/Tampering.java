package dev.greenlight.verification.simulator;

/** Spoils records on their way into a lane, to prove that a missing guard would be noticed. */
@FunctionalInterface
public interface Tampering {

    Tampering NONE = (applicationId, topic, entry, again) -> entry;

    /** @param again whether the lane has been given this record before */
    LogEntry spoil(String applicationId, String topic, LogEntry entry, boolean again);
}

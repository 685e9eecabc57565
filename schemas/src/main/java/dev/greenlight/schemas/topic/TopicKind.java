package dev.greenlight.schemas.topic;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** What a topic promises to its readers, and the broker settings that keep the promise. */
public enum TopicKind {
    /** What happened, in order, never compacted, kept for ever. About companies, never about people. */
    FACTS(Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "-1")),
    /**
     * What people did and what was done about them, in order, kept until they are erased. Every record has a key of its
     * own ({@link dev.greenlight.schemas.serde.FactKeys}), so compaction takes away nothing but what has a tombstone.
     */
    PERSONAL_FACTS(compacted()),
    /** The latest value of each key; a tombstone means gone. Rebuildable from facts. */
    STATE(compacted()),
    /** What could not be used. People's data is in it, and nobody can tell whose, so it does not stay for ever. */
    DEAD_LETTERS(Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(Duration.ofDays(21).toMillis()),
            // a segment goes as a whole: this is how much longer its first record may stay
            TopicConfig.SEGMENT_MS_CONFIG,
            Long.toString(Duration.ofDays(7).toMillis()))),
    /** What counts for a day. It stays for three, so that a service which stands still for a weekend misses none. */
    BRIEF_FACTS(Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(Duration.ofDays(3).toMillis()),
            TopicConfig.SEGMENT_MS_CONFIG,
            Long.toString(Duration.ofDays(1).toMillis()))),
    /** A conversation inside one service that nobody needs later. */
    PASSING(Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(Duration.ofHours(1).toMillis())));

    private final Map<String, String> settings;

    TopicKind(Map<String, String> settings) {
        this.settings = settings;
    }

    /** By the names that brokers know them by. */
    public Map<String, String> settings() {
        return settings;
    }

    /** What was erased is gone from the disk a week later, and a week after that its key: a law gives a month. */
    private static Map<String, String> compacted() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                Long.toString(Duration.ofDays(7).toMillis()));
    }
}

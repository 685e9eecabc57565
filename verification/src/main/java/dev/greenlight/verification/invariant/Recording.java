package dev.greenlight.verification.invariant;

import dev.greenlight.schemas.topic.EventTopic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * All that was on the shared topics, in offset order per partition, and what the outside was promised. A new topic
 * needs nothing here.
 */
public final class Recording {

    private final Map<String, List<RecordedEvent<?>>> topics = new HashMap<>();
    private final Set<String> acknowledged = new HashSet<>();

    /** Adds what comes next in its partition. */
    public <V extends SpecificRecord> void add(
            EventTopic<V> topic, int partition, long offset, String key, @Nullable SpecificRecord event) {
        topics.computeIfAbsent(topic.name(), name -> new ArrayList<>())
                .add(new RecordedEvent<>(
                        partition,
                        offset,
                        key,
                        event == null ? null : topic.eventType().cast(event)));
    }

    /** The outside was told that this text is safe: its webhook was answered with success. */
    public void acknowledge(String textEventId) {
        acknowledged.add(textEventId);
    }

    public Set<String> acknowledged() {
        return Collections.unmodifiableSet(acknowledged);
    }

    @SuppressWarnings("unchecked") // add() casts each event to its topic's type
    public <V extends SpecificRecord> List<RecordedEvent<V>> events(EventTopic<V> topic) {
        List<?> events = topics.getOrDefault(topic.name(), List.of());
        return Collections.unmodifiableList((List<RecordedEvent<V>>) events);
    }

    /** The newest value per key; what has a tombstone is not there. */
    public <V extends SpecificRecord> SortedMap<String, V> state(EventTopic<V> topic) {
        var state = new TreeMap<String, V>();
        for (RecordedEvent<V> recorded : events(topic)) {
            V event = recorded.event();
            if (event == null) {
                state.remove(recorded.key());
            } else {
                state.put(recorded.key(), event);
            }
        }
        return state;
    }
}

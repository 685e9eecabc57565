package dev.greenlight.verification.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Topics of one partition each, as readers of committed records see them. */
public final class SimulatedLog {

    private final Map<String, List<LogEntry>> topics = new TreeMap<>();

    void append(String topic, LogEntry entry) {
        topics.computeIfAbsent(topic, name -> new ArrayList<>()).add(entry);
    }

    /** Names of the topics that hold something. */
    public Set<String> topics() {
        return Collections.unmodifiableSet(topics.keySet());
    }

    /** In offset order, without gaps. */
    public List<LogEntry> entries(String topic) {
        return Collections.unmodifiableList(topics.getOrDefault(topic, List.of()));
    }

    int end(String topic) {
        return entries(topic).size();
    }
}

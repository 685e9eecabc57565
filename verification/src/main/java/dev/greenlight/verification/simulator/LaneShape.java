package dev.greenlight.verification.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** What a lane reads, writes and keeps, taken from its topology. */
final class LaneShape {

    private final Set<String> sources = new TreeSet<>();
    private final Set<String> sinks = new TreeSet<>();
    private final Map<String, Set<String>> storesByProcessor = new HashMap<>();

    LaneShape(Topology topology) {
        for (var part : topology.describe().subtopologies()) {
            part.nodes().forEach(this::add);
        }
    }

    private void add(TopologyDescription.Node node) {
        if (node instanceof TopologyDescription.Source source) {
            sources.addAll(source.topicSet());
        } else if (node instanceof TopologyDescription.Sink sink) {
            sinks.add(sink.topic());
        } else if (node instanceof TopologyDescription.Processor processor) {
            storesByProcessor.put(processor.name(), processor.stores());
        }
    }

    /**
     * Topics to feed. What a lane writes for itself is not among them: the test driver hands it back to the lane
     * within the same step.
     */
    Set<String> inputs() {
        var inputs = new TreeSet<>(sources);
        inputs.removeAll(sinks);
        return inputs;
    }

    Set<String> sources() {
        return sources;
    }

    Set<String> sinks() {
        return sinks;
    }

    Set<String> storesOf(String processor) {
        return storesByProcessor.getOrDefault(processor, Set.of());
    }

    Set<String> stores() {
        var stores = new TreeSet<String>();
        storesByProcessor.values().forEach(stores::addAll);
        return stores;
    }
}

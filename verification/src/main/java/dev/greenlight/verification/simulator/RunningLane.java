package dev.greenlight.verification.simulator;

import dev.greenlight.schemas.pace.PacedBacklog;
import dev.greenlight.schemas.serde.FactKeys;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A lane that runs, crashes and comes back; its transactions are ours, its rules, stores and serdes are its own. */
final class RunningLane implements AutoCloseable {

    /** Lanes ask for the time of day; the same in every run. */
    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");

    private final Lane lane;
    private final Delivery delivery;
    private final SimulatedLog log;
    private final Properties settings = new Properties();
    private final Topology topology;
    private final LaneShape shape;
    private final Changelogs changelogs = new Changelogs();
    private final Set<String> restored = new HashSet<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, Integer> committed = new HashMap<>();
    private final Map<String, Integer> furthest = new HashMap<>();
    private final ByteArraySerializer writer = new ByteArraySerializer();
    private final ByteArrayDeserializer reader = new ByteArrayDeserializer();
    private final List<Arrival> staged = new ArrayList<>();
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
    private TopologyTestDriver driver;

    RunningLane(Lane lane, Delivery delivery, SimulatedLog log, Path directory) {
        this.lane = lane;
        this.delivery = delivery;
        this.log = log;
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, lane.applicationId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "simulated:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        settings.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, RestoringWrapper.class.getName());
        settings.put(PacedBacklog.PAUSE_MS, "0"); // no machine is to be shared here
        settings.put(RestoringWrapper.RESTORATION, (RestoringWrapper.Restoration) this::restore);
        settings.putAll(lane.settings());
        var builder = new MemoryBuilder(new TopologyConfig(new StreamsConfig(settings)));
        lane.steps().addTo(builder);
        topology = builder.build();
        shape = new LaneShape(topology);
        driver = start();
    }

    String applicationId() {
        return lane.applicationId();
    }

    /** Inputs that hold something which has not been processed. */
    List<String> waiting() {
        return shape.inputs().stream()
                .filter(topic -> position(topic) < log.end(topic))
                .toList();
    }

    boolean hasUncommitted() {
        return !positions.equals(committed);
    }

    /** Processes the next record of a topic, and hands out what that produced. */
    List<Arrival> step(String topic, Tampering tampering, StepWatcher watcher) {
        int offset = position(topic);
        LogEntry entry = log.entries(topic).get(offset);
        boolean again = offset < furthest.getOrDefault(topic, 0);
        LogEntry given = tampering.spoil(lane.applicationId(), topic, entry, again);
        watcher.consumed(lane.applicationId(), topic, offset, entry);
        inputs.computeIfAbsent(topic, name -> driver.createInputTopic(name, writer, writer))
                .pipeInput(new TestRecord<>(
                        given.key(), given.value(), given.headers(), Instant.ofEpochMilli(given.timestamp())));
        positions.put(topic, offset + 1);
        furthest.merge(topic, offset + 1, Math::max);
        List<Arrival> produced = drain();
        produced.forEach(arrival -> watcher.produced(lane.applicationId(), arrival.topic(), arrival.entry()));
        if (delivery == Delivery.AT_LEAST_ONCE) {
            publish();
        }
        return produced;
    }

    void commit() {
        publish();
        committed.putAll(positions);
    }

    /** The process is gone; another one takes over from the last commit. */
    void crash() {
        driver.close();
        staged.clear();
        positions.clear();
        positions.putAll(committed);
        driver = start();
    }

    @Override
    public void close() {
        driver.close();
    }

    private int position(String topic) {
        return positions.getOrDefault(topic, 0);
    }

    private TopologyTestDriver start() {
        restored.clear();
        inputs.clear();
        outputs.clear();
        var started = new TopologyTestDriver(topology, settings, NOW);
        seek(started);
        shape.sinks().forEach(topic -> outputs.put(topic, started.createOutputTopic(topic, reader, reader)));
        shape.stores().forEach(store -> {
            String topic = changelogOf(store);
            outputs.put(topic, started.createOutputTopic(topic, reader, reader));
        });
        return started;
    }

    private void restore(String processor, RestoringWrapper.StoreAccess stores) {
        for (String name : shape.storesOf(processor)) {
            if (restored.add(name)) {
                changelogs.restore(name, stores.store(name));
            }
        }
    }

    private List<Arrival> drain() {
        List<Arrival> produced = new ArrayList<>();
        outputs.forEach((topic, output) -> {
            while (!output.isEmpty()) {
                TestRecord<byte[], byte[]> record = output.readRecord();
                // as readers see it: the mark of a fact's key is another one in every run
                byte[] key = Objects.requireNonNull(FactKeys.unmarked(record.key()));
                var entry = new LogEntry(key, record.value(), record.timestamp(), record.headers());
                staged.add(new Arrival(topic, entry));
                if (shape.sinks().contains(topic)) {
                    produced.add(new Arrival(topic, entry));
                }
            }
        });
        return produced;
    }

    private void publish() {
        for (Arrival arrival : staged) {
            if (shape.sinks().contains(arrival.topic())) {
                log.append(arrival.topic(), arrival.entry());
            } else {
                changelogs.apply(storeOf(arrival.topic()), arrival.entry());
            }
        }
        staged.clear();
    }

    private String changelogOf(String store) {
        return lane.applicationId() + '-' + store + "-changelog";
    }

    private String storeOf(String changelog) {
        return changelog.substring(lane.applicationId().length() + 1, changelog.length() - "-changelog".length());
    }

    /** The driver counts offsets from 0; a lane that comes back must see those of the log. */
    private void seek(TopologyTestDriver started) {
        try {
            Field field = TopologyTestDriver.class.getDeclaredField("offsetsByTopicOrPatternPartition");
            field.setAccessible(true);
            var offsets = (Map<?, ?>) field.get(started);
            for (String topic : shape.inputs()) {
                if (offsets.get(new TopicPartition(topic, 0)) instanceof AtomicLong offset) {
                    offset.set(position(topic));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This version of the test driver keeps its offsets elsewhere", e);
        }
    }
}

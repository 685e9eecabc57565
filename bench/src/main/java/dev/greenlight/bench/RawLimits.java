package dev.greenlight.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * What the broker does by itself on this machine, in this run: an idempotent producer with acks=all, and a Streams
 * application that passes records on, exactly once, and keeps nothing.
 */
final class RawLimits {

    private static final int RECORDS = 2_000_000;
    private static final int BYTES = 200;
    private static final String IN = "bench.raw-in";
    private static final String OUT = "bench.raw-out";

    private final String bootstrapServers;
    private final int partitions;
    private final Path stateDirectory;

    RawLimits(String bootstrapServers, int partitions, Path stateDirectory) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
        this.stateDirectory = stateDirectory;
    }

    void measure(Figures figures) throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(
                            List.of(new NewTopic(IN, partitions, (short) 1), new NewTopic(OUT, partitions, (short) 1)))
                    .all()
                    .get();
            produce(RECORDS / 4); // the first seconds of a process are its slowest
            figures.put("raw_produce_per_s", produce(RECORDS), "idempotent producer, acks=all, 200-byte records");
            figures.put("pass_through_per_s", passThrough(), "Streams, exactly once, no state, one thread");
            admin.deleteTopics(List.of(IN, OUT)).all().get();
        }
    }

    private double produce(int records) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "acks", "all", "enable.idempotence", true, "linger.ms", 5);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            IntStream.range(0, partitions)
                    .forEach(partition -> producer.send(new ProducerRecord<>(IN, partition, null, new byte[BYTES])));
            producer.flush();
            long start = System.nanoTime();
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(IN, i % partitions, null, new byte[BYTES]));
            }
            producer.flush();
            return records / secondsSince(start);
        }
    }

    private double passThrough() {
        var builder = new StreamsBuilder();
        builder.stream(IN, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .to(OUT, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        var settings = new Properties();
        settings.putAll(Map.of(
                "application.id",
                "bench-pass-through",
                "bootstrap.servers",
                bootstrapServers,
                "processing.guarantee",
                "exactly_once_v2",
                "commit.interval.ms",
                100,
                "auto.offset.reset",
                "earliest",
                "num.stream.threads",
                1,
                "state.dir",
                stateDirectory.toString()));
        try (var streams = new KafkaStreams(builder.build(), settings)) {
            var progress = new Progress(RECORDS);
            streams.start();
            read(OUT, progress);
            return progress.ratePerSecond();
        }
    }

    private void read(String topic, Progress progress) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"));
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!progress.isComplete()) {
                for (ConsumerRecord<byte[], byte[]> ignored : consumer.poll(Duration.ofMillis(100))) {
                    progress.advance();
                }
            }
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}

package dev.greenlight.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerIT {

    private static final String TOPIC = "kept";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void recordsOutliveAStop() throws Exception {
        try (var broker = LocalBroker.start(directory, 0)) {
            createTopic(broker.bootstrapServers());
            send(broker.bootstrapServers(), "before the stop");
        }
        try (var broker = LocalBroker.start(directory, 0)) {
            send(broker.bootstrapServers(), "after the stop");

            assertThat(read(broker.bootstrapServers(), 2)).containsExactly("before the stop", "after the stop");
        }
    }

    @Test
    void recordsOutliveAKill() throws Exception {
        int port = Ports.free();
        try (var broker = child(port)) {
            String address = broker.awaitReady(PATIENCE);
            createTopic(address);
            send(address, "before the kill");
            broker.kill();
        }
        try (var broker = child(port)) {
            String address = broker.awaitReady(PATIENCE);

            assertThat(address).isEqualTo("127.0.0.1:" + port);
            assertThat(read(address, 1)).containsExactly("before the kill");
        }
    }

    private ChildJvm child(int port) {
        return ChildJvm.start(
                LocalBroker.class,
                Path.of("target", "logs", "local-broker-it.log"),
                List.of("-Xmx256m"),
                List.of(directory.toString(), String.valueOf(port)),
                LocalBroker.READY);
    }

    private static void createTopic(String address) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void send(String address, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
        }
    }

    private static List<String> read(String address, int count) {
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address), new StringDeserializer(), new StringDeserializer())) {
            var partitions = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}

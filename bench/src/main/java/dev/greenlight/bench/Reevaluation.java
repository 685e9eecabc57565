package dev.greenlight.bench;

import dev.greenlight.schemas.topic.EventTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Another company with many customers who want to hear of their jobs and of nothing else: with Marketing Pro all of them
 * leave an audience, and without it they come back.
 */
final class Reevaluation implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String PREFIX = Contacts.OTHER_TENANT + ":";

    private final Http http = new Http(Deployment.OTHER_OFFICE_KEY);
    private final Deployment deployment;
    private final int customers;
    private final AtomicLong moved = new AtomicLong();
    private final Thread reader;
    private volatile boolean open = true;

    /** Returns when all customers are members. */
    Reevaluation(Deployment deployment, ContactLoader loader, int customers) {
        this.deployment = deployment;
        this.customers = customers;
        Map<String, Object> settings =
                Map.of("bootstrap.servers", deployment.bootstrapServers(), "isolation.level", "read_committed");
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, deployment.partitions())
                .mapToObj(partition -> new TopicPartition(EventTopic.AUDIENCE_SMS_TRANSACTIONAL.name(), partition))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        reader = Thread.ofPlatform().name("jobs-watch").start(() -> read(consumer));
        loader.jobCustomers(customers);
        Waiting.until("the other company's customers are members", LONGEST, () -> moved.get() == customers);
    }

    /** Seconds from the request to the last change that can be read. */
    double leave() {
        return change("V2");
    }

    /** As {@link #leave}, in the other direction. */
    double comeBack() {
        return change("NONE");
    }

    /** How many would leave, and how long it takes to say so. */
    String whatIf() {
        return http.send(
                "POST",
                address(deployment.eligibilityPort(), "/eligibility:what-if"),
                "application/json",
                "{\"settings\":{\"marketingPro\":\"V2\"},\"samples\":0}");
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        reader.join();
    }

    private double change(String edition) {
        moved.set(0);
        long start = System.nanoTime();
        http.send(
                "PATCH",
                address(deployment.consentPort(), "/settings"),
                "application/merge-patch+json",
                "{\"marketingPro\":\"" + edition + "\"}");
        Waiting.until("everybody has moved", LONGEST, () -> moved.get() >= customers);
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static String address(int port, String path) {
        return "http://127.0.0.1:" + port + "/v1/tenants/" + Contacts.OTHER_TENANT + path;
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (open) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().startsWith(PREFIX)) {
                        moved.incrementAndGet();
                    }
                }
            }
        }
    }
}

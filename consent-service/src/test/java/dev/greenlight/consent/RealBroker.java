package dev.greenlight.consent;

import dev.greenlight.schemas.topic.TopicProvisioning;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** What a service under test needs before it can start: a broker with all topics, and the hash of a key. */
final class RealBroker {

    private RealBroker() {}

    static EmbeddedKafkaKraftBroker start(int partitions) {
        var broker = new EmbeddedKafkaKraftBroker(1, partitions);
        broker.brokerProperty("transaction.state.log.replication.factor", "1");
        broker.brokerProperty("transaction.state.log.min.isr", "1");
        broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
        broker.brokerProperty("auto.create.topics.enable", "false");
        broker.afterPropertiesSet();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            TopicProvisioning.createOrVerify(admin, new Layout(partitions, (short) 1, 1));
        }
        return broker;
    }

    static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

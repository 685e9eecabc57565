package dev.greenlight.eligibility.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.check.MessageSent;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.stored.StoredMessageSent;
import dev.greenlight.schemas.topic.EventHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class SendsPublisherTest {

    private static final List<Map.Entry<String, MessageSent>> SENT =
            List.of(Map.entry("+18135550100", new MessageSent("m-1", Instant.ofEpochSecond(7))));

    @Test
    void reportsAreBulkAndLieBesideTheConsentOfTheirNumber() {
        MockProducer<ContactKey, StoredMessageSent> producer = producer();
        try (var publisher = new SendsPublisher(producer)) {
            assertThat(publisher.publish("acme", SENT)).isTrue();
        }

        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(new ContactKey("acme", "+18135550100"));
            assertThat(record.value()).isEqualTo(new StoredMessageSent("m-1", Instant.ofEpochSecond(7)));
            assertThat(EventHeaders.isBulk(record.headers())).isTrue();
        });
    }

    @Test
    void whatTheLogRefusesIsNotTaken() {
        MockProducer<ContactKey, StoredMessageSent> producer = producer();
        producer.sendException = new KafkaException("no");
        try (var publisher = new SendsPublisher(producer)) {
            assertThat(publisher.publish("acme", SENT)).isFalse();
        }
    }

    private static MockProducer<ContactKey, StoredMessageSent> producer() {
        return new MockProducer<>(
                true, new RoundRobinPartitioner(), (topic, key) -> new byte[0], (topic, value) -> new byte[0]);
    }
}

package dev.greenlight.verification.crash;

import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.ContactMethodType;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.CustomerType;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts customers, and an opt-in of each, straight on the topics: what a company that has used Greenlight for a while
 * looks like, without waiting for as many webhooks.
 */
final class KnownContacts {

    private KnownContacts() {}

    /**
     * Returns when all of it is on the log.
     *
     * @throws IllegalStateException if something could not be written
     */
    static void write(Map<String, Object> clientSettings, int contacts) {
        var settings = new HashMap<>(clientSettings);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        var failure = new AtomicReference<@Nullable Exception>();
        EventSerde<SpecificRecord> serde = EventSerde.configured(settings);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), serde.serializer())) {
            for (int index = 0; index < contacts; index++) {
                CustomerState customer = customer(index, now);
                TextReceived text = optIn(index, now);
                send(
                        producer,
                        EventTopic.CUSTOMER_STATE,
                        TopicKeys.ofCustomer(People.TENANT, customer.getCustomerId()),
                        customer,
                        failure);
                send(
                        producer,
                        EventTopic.TEXT_RECEIVED,
                        TopicKeys.ofAddress(People.TENANT, text.getFrom()),
                        text,
                        failure);
            }
            producer.flush();
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The known contacts could not be written", failed);
        }
    }

    private static void send(
            KafkaProducer<String, SpecificRecord> producer,
            EventTopic<?> topic,
            String key,
            SpecificRecord event,
            AtomicReference<@Nullable Exception> failure) {
        var unused = producer.send(new ProducerRecord<>(topic.name(), key, event), (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    private static CustomerState customer(int index, Instant now) {
        return CustomerState.newBuilder()
                .setTenant(People.TENANT)
                .setCustomerId(People.customerId(index))
                .setRevision(1)
                .setName("A customer")
                .setActive(true)
                .setCustomerType(CustomerType.RESIDENTIAL)
                .setLanguage(null)
                .setDoNotMail(false)
                .setDoNotService(false)
                .setDoNotSendPromotionalEmails(false)
                .setTags(List.of())
                .setContactMethods(List.of(ContactMethod.newBuilder()
                        .setContactMethodId("mobile")
                        .setType(ContactMethodType.MOBILE)
                        .setValue(People.number(index))
                        .setMarketingUpdates(true)
                        .setJobNotifications(true)
                        .build()))
                .setChangedAt(now)
                .setChangedBy("preload")
                .setEventId("preload-" + index)
                .build();
    }

    private static TextReceived optIn(int index, Instant now) {
        return TextReceived.newBuilder()
                .setEventId("preload:" + index)
                .setTenant(People.TENANT)
                .setGateway("preload")
                .setGatewayMessageId(String.valueOf(index))
                .setFrom(People.number(index))
                .setTo(People.TENANT_NUMBER)
                .setText("START")
                .setMeaning(TextMeaning.OPT_IN)
                .setKeyword("START")
                .setRule("default-vocabulary")
                .setStopsEverything(false)
                .setGatewayHint(GatewayHint.NONE)
                .setGatewayReplied(false)
                .setReceivedAt(now)
                .setReceivedAtSource(TimeSource.GATEWAY)
                .setPublishedAt(now)
                .build();
    }
}

package dev.greenlight.bench;

import dev.greenlight.consent.stored.StoredCommandKind;
import dev.greenlight.consent.stored.StoredContactMethodType;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.consent.stored.StoredRequestedContactMethod;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts what the office asks for and what people text on the log in bulk, as the web sides of the services do. */
final class ContactLoader implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final Serializer<TextReceived> texts;
    private final Serializer<StoredCustomerCommand> commands =
            StateSerde.of(StoredCustomerCommand.class).serializer();
    private final AtomicLong messages = new AtomicLong(System.currentTimeMillis() * 1_000);

    ContactLoader(Deployment deployment) {
        texts = deployment.<TextReceived>serde().serializer();
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        deployment.bootstrapServers(),
                        "acks",
                        "all",
                        "linger.ms",
                        20,
                        "batch.size",
                        131_072),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** One customer with one mobile number each, marketing updates on; returns when all are on the log. */
    void customers(int from, int to) {
        for (int contact = from; contact < to; contact++) {
            send(customer(contact, Contacts.customerId(contact)));
        }
        producer.flush();
    }

    /** Customers of the other company who want to hear of their jobs and of nothing else. */
    void jobCustomers(int customers) {
        for (int contact = 0; contact < customers; contact++) {
            StoredCustomerCommand wantsAll = customer(contact, Contacts.customerId(contact));
            var number = StoredRequestedContactMethod.newBuilder(
                            wantsAll.getContactMethods().getFirst())
                    .setMarketingUpdates(false)
                    .setJobNotifications(true)
                    .build();
            send(StoredCustomerCommand.newBuilder(wantsAll)
                    .setCommandId("jobs-" + contact)
                    .setTenant(Contacts.OTHER_TENANT)
                    .setContactMethods(List.of(number))
                    .build());
        }
        producer.flush();
    }

    /** One text of each contact; returns when all are on the log. */
    void texts(int from, int to, TextMeaning meaning) {
        for (int contact = from; contact < to; contact++) {
            String topic = EventTopic.TEXT_RECEIVED.name();
            producer.send(new ProducerRecord<>(
                    topic, Contacts.textKey(contact), texts.serialize(topic, text(contact, meaning))));
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(StoredCustomerCommand command) {
        String topic = PrivateTopic.CUSTOMER_COMMAND.name();
        producer.send(new ProducerRecord<>(
                topic,
                TopicKeys.ofCustomer(command.getTenant(), command.getCustomerId()),
                commands.serialize(topic, command)));
    }

    private static StoredCustomerCommand customer(int contact, String id) {
        return StoredCustomerCommand.newBuilder()
                .setCommandId("load-" + contact)
                .setTenant(Contacts.TENANT)
                .setCustomerId(id)
                .setKind(StoredCommandKind.REPLACE)
                .setAskedAt(now())
                .setAskedBy("bench")
                .setName("Customer " + contact)
                .setActive(true)
                .setContactMethods(List.of(StoredRequestedContactMethod.newBuilder()
                        .setContactMethodId("m1")
                        .setType(StoredContactMethodType.MOBILE)
                        .setValue(Contacts.number(contact))
                        .build()))
                .build();
    }

    private TextReceived text(int contact, TextMeaning meaning) {
        String id = "SM" + messages.incrementAndGet();
        String word = meaning == TextMeaning.OPT_IN ? "START" : "STOP";
        Instant now = now();
        return TextReceived.newBuilder()
                .setEventId("twilio:" + id)
                .setTenant(Contacts.TENANT)
                .setGateway("twilio")
                .setGatewayMessageId(id)
                .setFrom(Contacts.number(contact))
                .setTo(Contacts.SENDER)
                .setText(word)
                .setMeaning(meaning)
                .setKeyword(word)
                .setRule("default-vocabulary")
                .setStopsEverything(false)
                .setGatewayHint(GatewayHint.NONE)
                .setGatewayReplied(false)
                .setReceivedAt(now)
                .setReceivedAtSource(TimeSource.GREENLIGHT)
                .setPublishedAt(now)
                .build();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}

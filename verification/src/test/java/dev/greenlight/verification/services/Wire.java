package dev.greenlight.verification.services;

import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import dev.greenlight.verification.history.HistoryEvent;
import dev.greenlight.verification.simulator.Arrival;
import dev.greenlight.verification.simulator.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events of a history to records on topics, and records back to events. */
final class Wire {

    private final EventSerde<SpecificRecord> events;
    private final OfficeWire office = new OfficeWire();

    Wire(Map<String, ?> serdeSettings) {
        events = EventSerde.configured(serdeSettings);
    }

    /** As it reaches the services: what the office asks for goes through the office lane. */
    Arrival command(HistoryEvent event) {
        return switch (event) {
            case HistoryEvent.Customer customer -> office.command(customer.customer(), customer.arrivesAt());
            case HistoryEvent.Settings settings -> office.command(settings.settings(), settings.arrivesAt());
            case HistoryEvent.Text text -> fact(text);
            case HistoryEvent.Asked asked -> fact(asked);
            case HistoryEvent.OptedOut optedOut -> fact(optedOut);
            case HistoryEvent.CustomerGone gone -> throw new IllegalStateException("no command removes a customer yet");
        };
    }

    /** As if the office lane had decided already; it cannot remove customers, their readers must cope with it. */
    Arrival fact(HistoryEvent event) {
        return switch (event) {
            case HistoryEvent.Text text ->
                publicRecord(
                        EventTopic.TEXT_RECEIVED,
                        TopicKeys.ofAddress(text.text().getTenant(), text.text().getFrom()),
                        text.text(),
                        text.arrivesAt());
            case HistoryEvent.Customer customer ->
                publicRecord(
                        EventTopic.CUSTOMER_STATE,
                        keyOf(customer.customer()),
                        customer.customer(),
                        customer.arrivesAt());
            case HistoryEvent.CustomerGone gone ->
                publicRecord(
                        EventTopic.CUSTOMER_STATE,
                        TopicKeys.ofCustomer(gone.tenant(), gone.customerId()),
                        null,
                        gone.arrivesAt());
            case HistoryEvent.Asked asked -> office.ask(asked);
            case HistoryEvent.OptedOut optedOut -> office.optOut(optedOut);
            case HistoryEvent.Settings settings -> office.broadcast(settings.settings(), settings.arrivesAt());
        };
    }

    @Nullable SpecificRecord read(String topic, LogEntry entry) {
        return events.deserializer().deserialize(topic, entry.value());
    }

    TenantSettings readBroadcast(LogEntry entry) {
        return office.readBroadcast(entry);
    }

    HistoryEvent.Asked readAsked(LogEntry entry) {
        return office.readAsked(entry);
    }

    HistoryEvent.OptedOut readOptedOut(LogEntry entry) {
        return office.readOptedOut(entry);
    }

    byte[] write(String topic, SpecificRecord event) {
        return events.serializer().serialize(topic, event);
    }

    static String key(LogEntry entry) {
        return new String(entry.key(), StandardCharsets.UTF_8);
    }

    private static String keyOf(CustomerState customer) {
        return TopicKeys.ofCustomer(customer.getTenant(), customer.getCustomerId());
    }

    private Arrival publicRecord(EventTopic<?> topic, String key, @Nullable SpecificRecord event, Instant at) {
        byte[] value = events.serializer().serialize(topic.name(), event);
        return new Arrival(topic.name(), LogEntry.of(key.getBytes(StandardCharsets.UTF_8), value, at.toEpochMilli()));
    }
}

package dev.greenlight.verification.history;

import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.sms.TextReceived;
import java.time.Instant;

/** One thing that reaches Greenlight from outside, in the order of arrival. */
public sealed interface HistoryEvent {

    /** When it arrives by our clock, which may have jumped. */
    Instant arrivesAt();

    /** A text; possibly one that has arrived before, or one that is older than others that have. */
    record Text(TextReceived text, Instant arrivesAt) implements HistoryEvent {}

    /** The office records a customer as a whole. */
    record Customer(CustomerState customer, Instant arrivesAt) implements HistoryEvent {}

    /** A customer's record is gone for good. */
    record CustomerGone(String tenant, String customerId, Instant arrivesAt) implements HistoryEvent {}

    /**
     * The office wants a person asked to opt in.
     *
     * @param commandId never the same twice
     */
    record Asked(String tenant, String number, String commandId, Instant arrivesAt) implements HistoryEvent {}

    /**
     * A person said stop by other means than a text, and the office writes it down.
     *
     * @param commandId never the same twice
     * @param scope what the person named: {@code MARKETING} or {@code ALL}
     * @param receivedAt when the person said it
     */
    record OptedOut(
            String tenant, String number, String commandId, OptOutScope scope, Instant receivedAt, Instant arrivesAt)
            implements HistoryEvent {}

    /** The office changes how its company is set up. */
    record Settings(TenantSettings settings, Instant arrivesAt) implements HistoryEvent {}
}

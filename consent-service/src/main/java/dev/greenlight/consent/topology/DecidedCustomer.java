package dev.greenlight.consent.topology;

import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.topic.TopicKeys;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * What one command about a customer leads to.
 *
 * @param newState the state to publish, or null where the record did not change
 * @param outcome for the request that waits for it, or null where none does
 * @param next the next step of a merge, for another record, or null where none follows
 */
record DecidedCustomer(
        @Nullable CustomerState newState,
        @Nullable StoredCommandOutcome outcome,
        @Nullable StoredCustomerCommand next) {

    boolean hasNewState() {
        return newState != null;
    }

    CustomerState state() {
        return Objects.requireNonNull(newState, "asked for only where there is one");
    }

    boolean hasNextStep() {
        return next != null;
    }

    /** Under the key of the record that it is for. */
    KeyValue<String, StoredCustomerCommand> nextStep() {
        StoredCustomerCommand step = Objects.requireNonNull(next, "asked for only where there is one");
        return KeyValue.pair(TopicKeys.ofCustomer(step.getTenant(), step.getCustomerId()), step);
    }

    boolean isAwaited() {
        return outcome != null;
    }

    StoredCommandOutcome reply() {
        return Objects.requireNonNull(outcome, "asked for only where there is one");
    }
}

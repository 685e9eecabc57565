package dev.greenlight.smsinbound.webhook;

import dev.greenlight.smsinbound.domain.InboundEvent;
import java.util.List;

/** What a gateway's adapter found in a call. */
public sealed interface WebhookReading {

    /**
     * The call is the gateway's own.
     *
     * @param events in the call's order; none where it tells something else, such as that a text was delivered
     * @param isWhole whether all that it tells could be read; what could not may be a STOP, so the call has to come again
     */
    record Verified(List<InboundEvent> events, boolean isWhole) implements WebhookReading {

        /** A call that tells nothing we want to know. */
        public static final Verified NOTHING = new Verified(List.of(), true);

        public Verified {
            events = List.copyOf(events);
        }

        public static Verified of(InboundEvent event) {
            return new Verified(List.of(event), true);
        }
    }

    /** The call cannot be used. */
    record Refused(Refusal reason) implements WebhookReading {}

    /** Why a call cannot be used. Only {@code MALFORMED} and {@code INCOMPLETE} are said of verified calls. */
    enum Refusal {
        BAD_SIGNATURE,
        /** What verifies the call, or answers it, has to be fetched from the gateway, which cannot be reached. */
        GATEWAY_UNREACHABLE,
        /** One part of a longer text. It is held, and has to be delivered again after the other parts have come. */
        INCOMPLETE,
        MALFORMED,
        METHOD_NOT_ALLOWED,
        TOO_MANY_PARAMETERS,
        UNSUPPORTED_CONTENT
    }
}

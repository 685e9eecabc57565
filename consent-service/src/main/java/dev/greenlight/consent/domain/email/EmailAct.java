package dev.greenlight.consent.domain.email;

import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import java.time.Instant;

/** What a person or the office wants for an email address. */
public sealed interface EmailAct {

    /** The same for every repetition. */
    String commandId();

    /** When it was received. */
    Instant at();

    /** No marketing email any more. */
    record Suppress(String commandId, Instant at, SuppressionReason reason) implements EmailAct {}

    /** Marketing email again, as far as somebody with such rights may say so. */
    record Lift(String commandId, Instant at, Authority authority) implements EmailAct {}

    /**
     * The person is to be asked to opt in. Nothing is agreed to by it.
     *
     * @param commandId also what the request is called if it is opened
     * @param byForm whether a form was filled in with the address, and nobody at the company asks
     */
    record Ask(String commandId, Instant at, Origin origin, boolean byForm) implements EmailAct {}

    /**
     * The person has used a button behind the link of a request.
     *
     * @param yes whether the person agrees
     */
    record Answer(String commandId, Instant at, String requestId, boolean yes) implements EmailAct {}
}

package dev.greenlight.consent.domain.email;

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
}

package dev.greenlight.consent.domain.settings;

import java.time.Instant;

/** How a company reads an opt-out that does not name its own scope. STOPALL always ends every text. */
public enum OptOutScopeSetting implements OptOutScopes {
    /** STOP ends every text. The default: gateways block the number for every message of the sender. */
    ALL,
    /** STOP ends marketing texts. */
    MARKETING,
    /** STOP in reply to a marketing text ends marketing, any other STOP every text. */
    BY_CONTEXT;

    /** Itself, at all times. */
    @Override
    public OptOutScopeSetting at(Instant receivedAt) {
        return this;
    }
}

package dev.greenlight.consent.domain.settings;

import java.time.Instant;

/** How a company reads its opt-outs, over time. */
public interface OptOutScopes {

    /**
     * How an opt-out is read.
     *
     * @param receivedAt when it was received; when it arrives does not count
     */
    OptOutScopeSetting at(Instant receivedAt);
}

package dev.greenlight.consent.domain.email;

import java.time.Instant;

/**
 * What suppresses an address.
 *
 * @param reason the strictest that holds
 * @param since when it was last given
 */
public record Suppression(SuppressionReason reason, Instant since) {}

package dev.greenlight.eligibility.domain.check;

import java.time.Instant;

/**
 * A marketing text that was sent.
 *
 * @param messageId the engine's own; of two reports with the same one the later time counts
 */
public record MessageSent(String messageId, Instant sentAt) {}

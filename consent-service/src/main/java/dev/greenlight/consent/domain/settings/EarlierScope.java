package dev.greenlight.consent.domain.settings;

import java.time.Instant;

/**
 * How opt-outs were read before a change, which is kept for texts that come late.
 *
 * @param scope how they were read
 * @param until for texts received before then, and not before the end of the one before it
 */
public record EarlierScope(OptOutScopeSetting scope, Instant until) {}

package dev.greenlight.consent.domain.settings;

import java.time.Instant;

/**
 * A change of how opt-outs are read that a company has announced.
 *
 * @param scope how they are read then
 * @param from for texts received from then on
 */
public record ScheduledScope(OptOutScopeSetting scope, Instant from) {}

package dev.greenlight.consent.domain.customer;

import dev.greenlight.consent.domain.command.CommandOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a command did to a customer record.
 *
 * @param outcome what was decided
 * @param after the record now, or null where there is none
 */
public record CustomerDecision(
        CommandOutcome outcome, @Nullable Customer after) {}

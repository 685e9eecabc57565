package dev.greenlight.consent.domain.customer;

import dev.greenlight.consent.domain.command.CommandOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a command did to a customer record.
 *
 * @param outcome what was decided, or null where a later step of a merge says it
 * @param after the record now, or null where there is none
 * @param changed whether others can see a difference
 * @param next what follows, or null where nothing does
 */
public record CustomerDecision(
        @Nullable CommandOutcome outcome,
        @Nullable Customer after,
        boolean changed,
        @Nullable Next next) {

    /**
     * The step that follows.
     *
     * @param customerId whose record it goes to
     */
    public record Next(String customerId, MergeStep step) {}

    /** Decided, and nothing follows. */
    static CustomerDecision of(CommandOutcome outcome, @Nullable Customer after) {
        return new CustomerDecision(outcome, after, outcome.changesTheRecord(), null);
    }
}

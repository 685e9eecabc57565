package dev.greenlight.consent.domain.customer;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.command.RecentCommands;
import dev.greenlight.consent.domain.customer.Customer.Merge;
import dev.greenlight.consent.domain.customer.CustomerDecision.Next;
import dev.greenlight.consent.domain.customer.MergeStep.Absorb;
import dev.greenlight.consent.domain.customer.MergeStep.Answer;
import dev.greenlight.consent.domain.customer.MergeStep.Begin;
import dev.greenlight.consent.domain.customer.MergeStep.Conclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the steps of a merge.
 *
 * <p>A record that has asked to be merged is closed until it is answered: it takes no change that the survivor would
 * not hear of, and it is nobody's survivor, so that records which are merged into each other at the same time refuse
 * each other and no circle comes about.
 */
public final class MergePolicy {

    private MergePolicy() {}

    /**
     * @param current null where there is no such customer
     * @param customerId whose record it is
     */
    public static CustomerDecision decide(@Nullable Customer current, String customerId, MergeStep step) {
        return switch (step) {
            case Begin begin -> begin(current, customerId, begin);
            case Absorb absorb -> absorb(current, absorb);
            case Conclude conclude -> conclude(current, conclude);
        };
    }

    private static CustomerDecision begin(@Nullable Customer current, String customerId, Begin step) {
        if (current == null) {
            return CustomerDecision.of(CommandOutcome.NOT_FOUND, null);
        }
        if (current.recentCommandIds().contains(step.commandId())) {
            return CustomerDecision.of(CommandOutcome.REPEATED, current);
        }
        Merge merge = current.merge();
        if (merge != null) {
            return closed(current, merge, step);
        }
        Long meant = step.onlyRevision();
        if (meant != null && meant != current.revision()) {
            return CustomerDecision.of(CommandOutcome.OTHER_REVISION, current);
        }
        if (step.into().equals(customerId)) {
            return CustomerDecision.of(CommandOutcome.SURVIVOR_NOT_USABLE, current);
        }
        var asking = current.with(new Merge(step.into(), step.commandId(), false));
        var absorb = new Absorb(step.commandId(), step.askedAt(), step.askedBy(), customerId, current);
        return new CustomerDecision(null, asking, false, new Next(step.into(), absorb));
    }

    private static CustomerDecision closed(Customer current, Merge merge, Begin step) {
        if (!merge.done() && merge.commandId().equals(step.commandId())) {
            return new CustomerDecision(null, current, false, null); // the answer to the first request is on its way
        }
        boolean asAskedFor = merge.done() && merge.into().equals(step.into());
        return CustomerDecision.of(asAskedFor ? CommandOutcome.UNCHANGED : CommandOutcome.MERGED, current);
    }

    private static CustomerDecision absorb(@Nullable Customer survivor, Absorb step) {
        if (survivor == null) {
            return answer(null, false, step, Answer.NOT_FOUND);
        }
        if (survivor.recentCommandIds().contains(step.rememberedId())) {
            return answer(survivor, false, step, Answer.ABSORBED);
        }
        if (!survivor.details().active() || survivor.merge() != null) {
            return answer(survivor, false, step, Answer.NOT_USABLE);
        }
        var details = Absorption.of(survivor.details(), step.other().details());
        if (details.contactMethods().size() > Customer.MOST_CONTACT_METHODS) {
            return answer(survivor, false, step, Answer.NOT_USABLE);
        }
        List<String> commands = RecentCommands.with(survivor.recentCommandIds(), step.rememberedId());
        boolean changed = !details.equals(survivor.details());
        var after = changed
                ? new Customer(survivor.revision() + 1, details, step.askedAt(), step.askedBy(), commands, null)
                : new Customer(
                        survivor.revision(), details, survivor.changedAt(), survivor.changedBy(), commands, null);
        return answer(after, changed, step, Answer.ABSORBED);
    }

    private static CustomerDecision answer(@Nullable Customer after, boolean changed, Absorb step, Answer answer) {
        var conclude = new Conclude(step.commandId(), step.askedAt(), step.askedBy(), answer);
        return new CustomerDecision(null, after, changed, new Next(step.from(), conclude));
    }

    private static CustomerDecision conclude(@Nullable Customer current, Conclude step) {
        Merge merge = current == null ? null : current.merge();
        if (current == null
                || merge == null
                || merge.done()
                || !merge.commandId().equals(step.commandId())) {
            return new CustomerDecision(null, current, false, null);
        }
        return switch (step.answer()) {
            case NOT_FOUND -> CustomerDecision.of(CommandOutcome.SURVIVOR_NOT_FOUND, current.with(null));
            case NOT_USABLE -> CustomerDecision.of(CommandOutcome.SURVIVOR_NOT_USABLE, current.with(null));
            case ABSORBED -> {
                var gone = new Customer(
                        current.revision() + 1,
                        current.details().inactive(),
                        step.askedAt(),
                        step.askedBy(),
                        RecentCommands.with(current.recentCommandIds(), step.commandId()),
                        new Merge(merge.into(), merge.commandId(), true));
                yield CustomerDecision.of(CommandOutcome.UPDATED, gone);
            }
        };
    }
}

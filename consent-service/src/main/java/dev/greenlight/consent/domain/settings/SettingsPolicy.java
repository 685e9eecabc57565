package dev.greenlight.consent.domain.settings;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.command.RecentCommands;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Instant;
import java.util.List;

/**
 * Decides what a command of the office does to a company's settings. They always exist: there are defaults.
 *
 * <p>A new scope of opt-outs counts for texts received from the change on. Those received before it are read as before,
 * however late they come.
 */
public final class SettingsPolicy {

    private SettingsPolicy() {}

    public static SettingsDecision decide(TenantSettings current, SettingsCommand command) {
        if (current.recentCommandIds().contains(command.commandId())) {
            return new SettingsDecision(CommandOutcome.REPEATED, current);
        }
        Long meant = command.onlyRevision();
        if (meant != null && meant != current.revision()) {
            return new SettingsDecision(CommandOutcome.OTHER_REVISION, current);
        }
        List<String> commands = RecentCommands.with(current.recentCommandIds(), command.commandId());
        // clocks of two instances differ; a change never counts from before the one that it replaces
        Instant from = command.askedAt().isBefore(current.changedAt()) ? current.changedAt() : command.askedAt();
        TenantSettings due = current.asOf(from);
        Choices asked = unscheduledIfDue(command.choices(), from)
                .withVersions(current.choices().optInForms(), current.revision() + 1);
        // defaults that somebody confirms become settings of their own, which later defaults do not touch
        if (current.revision() > 0 && due.choices().equals(asked)) {
            var same = new TenantSettings(
                    current.revision(),
                    current.choices(),
                    current.earlierScopes(),
                    current.changedAt(),
                    current.changedBy(),
                    commands);
            return new SettingsDecision(CommandOutcome.UNCHANGED, same);
        }
        var changed = new TenantSettings(
                current.revision() + 1,
                asked,
                due.scopesBefore(from, asked.optOutScope()),
                from,
                command.askedBy(),
                commands);
        return new SettingsDecision(CommandOutcome.UPDATED, changed);
    }

    private static Choices unscheduledIfDue(Choices choices, Instant now) {
        ScheduledScope scheduled = choices.scheduledOptOutScope();
        return scheduled == null || now.isBefore(scheduled.from())
                ? choices
                : choices.withScopes(scheduled.scope(), null);
    }
}

package dev.greenlight.consent.domain.settings;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.command.RecentCommands;
import java.util.List;

/** Decides what a command of the office does to a company's settings. They always exist: there are defaults. */
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
        // defaults that somebody confirms become settings of their own, which later defaults do not touch
        if (current.revision() > 0 && current.choices().equals(command.choices())) {
            var same = new TenantSettings(
                    current.revision(), current.choices(), current.changedAt(), current.changedBy(), commands);
            return new SettingsDecision(CommandOutcome.UNCHANGED, same);
        }
        var changed = new TenantSettings(
                current.revision() + 1, command.choices(), command.askedAt(), command.askedBy(), commands);
        return new SettingsDecision(CommandOutcome.UPDATED, changed);
    }
}

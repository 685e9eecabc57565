package dev.greenlight.consent.domain.settings;

import dev.greenlight.consent.domain.command.CommandOutcome;

/**
 * What a command did to a company's settings.
 *
 * @param outcome what was decided
 * @param after the settings now
 */
public record SettingsDecision(CommandOutcome outcome, TenantSettings after) {}

package dev.greenlight.consent.domain.edit;

import dev.greenlight.consent.domain.command.CommandOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a command did to an edit.
 *
 * @param outcome what was decided
 * @param after the edit now, or null where there is none
 * @param starts whether its newest run begins now
 */
public record BatchEditDecision(
        CommandOutcome outcome, @Nullable BatchEdit after, boolean starts) {}

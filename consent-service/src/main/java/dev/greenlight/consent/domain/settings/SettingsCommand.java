package dev.greenlight.consent.domain.settings;

import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the office asks for about a company's settings.
 *
 * @param commandId the same for every repetition of the request
 * @param onlyRevision the revision that the request is meant for, or null for any
 * @param askedAt when it was asked for
 * @param askedBy who asked for it
 * @param choices what is asked for
 */
public record SettingsCommand(
        String commandId, @Nullable Long onlyRevision, Instant askedAt, String askedBy, Choices choices) {}

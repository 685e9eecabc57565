package dev.greenlight.consent.domain.edit;

/**
 * A preference that an edit turns over.
 *
 * @param contactMethodId where
 * @param preference which
 * @param wasOn whether the customer loses it; else the edit turns it on
 */
public record PreferenceChange(String contactMethodId, Preference preference, boolean wasOn) {}

package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.edit.Edited;
import dev.greenlight.consent.domain.edit.Preference;
import dev.greenlight.consent.domain.edit.PreferenceChange;
import dev.greenlight.consent.stored.StoredEdited;
import dev.greenlight.consent.stored.StoredPreference;
import dev.greenlight.consent.stored.StoredPreferenceChange;

/** What an edit changed of a customer, to the store and back. */
public final class EditedMapper {

    private EditedMapper() {}

    public static Edited fromStored(StoredEdited stored) {
        return new Edited(
                stored.getEditId(),
                stored.getChanges().stream()
                        .map(change -> new PreferenceChange(
                                change.getContactMethodId(), fromStored(change.getPreference()), change.getWasOn()))
                        .toList(),
                stored.getWhole());
    }

    public static StoredEdited toStored(Edited edited) {
        return new StoredEdited(
                edited.editId(),
                edited.changes().stream()
                        .map(change -> new StoredPreferenceChange(
                                change.contactMethodId(), toStored(change.preference()), change.wasOn()))
                        .toList(),
                edited.whole());
    }

    static Preference fromStored(StoredPreference stored) {
        if (stored == StoredPreference.UNKNOWN) {
            throw new IllegalStateException("Written by a newer version of this service: upgrade first");
        }
        return Preference.valueOf(stored.name());
    }

    static StoredPreference toStored(Preference preference) {
        return StoredPreference.valueOf(preference.name());
    }
}

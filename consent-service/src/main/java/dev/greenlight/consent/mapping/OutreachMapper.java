package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.settings.Outreach;
import dev.greenlight.consent.domain.settings.TextHours;
import dev.greenlight.consent.domain.settings.TextLanguage;
import dev.greenlight.consent.stored.StoredTextHours;
import dev.greenlight.consent.stored.StoredTextLanguage;
import java.time.DayOfWeek;
import java.util.List;

/** What a company chose about its campaigns, to the domain and back. */
final class OutreachMapper {

    private OutreachMapper() {}

    static Outreach fromStored(
            int unsoldEstimateDays, List<StoredTextHours> hours, List<StoredTextLanguage> languages) {
        return new Outreach(
                unsoldEstimateDays,
                hours.stream()
                        .map(day -> new TextHours(DayOfWeek.of(day.getDay()), day.getFrom(), day.getUntil()))
                        .toList(),
                // one that a newer version chose cannot be read with here
                languages.stream()
                        .filter(language -> language != StoredTextLanguage.UNKNOWN)
                        .map(language -> TextLanguage.valueOf(language.name()))
                        .toList());
    }

    static List<StoredTextHours> toStoredHours(Outreach outreach) {
        return outreach.marketingTextHours().stream()
                .map(hours -> new StoredTextHours(hours.day().getValue(), hours.from(), hours.until()))
                .toList();
    }

    static List<StoredTextLanguage> toStoredLanguages(Outreach outreach) {
        return outreach.textLanguages().stream()
                .map(language -> StoredTextLanguage.valueOf(language.name()))
                .toList();
    }

    static List<dev.greenlight.schemas.consent.TextHours> toEventHours(Outreach outreach) {
        return outreach.marketingTextHours().stream()
                .map(hours -> new dev.greenlight.schemas.consent.TextHours(
                        hours.day().getValue(), hours.from(), hours.until()))
                .toList();
    }

    static List<dev.greenlight.schemas.consent.TextLanguage> toEventLanguages(Outreach outreach) {
        return outreach.textLanguages().stream()
                .map(language -> dev.greenlight.schemas.consent.TextLanguage.valueOf(language.name()))
                .toList();
    }
}

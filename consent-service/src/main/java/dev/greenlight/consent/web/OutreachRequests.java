package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.settings.Outreach;
import dev.greenlight.consent.domain.settings.TextHours;
import dev.greenlight.consent.domain.settings.TextLanguage;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for about a company's campaigns. */
final class OutreachRequests {

    static final String UNSOLD_ESTIMATES = "unsoldEstimateDays";
    static final String TEXT_HOURS = "marketingTextHours";
    static final String LANGUAGES = "textLanguages";

    private static final String DAY = "day";
    private static final String FROM = "from";
    private static final String UNTIL = "until";

    private static final int LONGEST_ESTIMATE_DAYS = 365;
    private static final int LONGEST_WORD = 10;
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final String END_OF_DAY = "24:00";
    private static final String ALL_LANGUAGES =
            Arrays.stream(TextLanguage.values()).map(OutreachRequests::code).collect(Collectors.joining(", "));

    private OutreachRequests() {}

    static Outreach read(JsonFields json, Outreach base) {
        Integer days = json.number(UNSOLD_ESTIMATES, 1, LONGEST_ESTIMATE_DAYS);
        if (days == null) {
            days = json.isNull(UNSOLD_ESTIMATES) ? Outreach.DEFAULTS.unsoldEstimateDays() : base.unsoldEstimateDays();
        }
        return new Outreach(days, hours(json, base.marketingTextHours()), languages(json, base.textLanguages()));
    }

    /** As people write it. */
    static String code(TextLanguage language) {
        return language.name().toLowerCase(Locale.ROOT);
    }

    static TextLanguage language(String code) {
        return TextLanguage.valueOf(code.toUpperCase(Locale.ROOT));
    }

    private static List<TextHours> hours(JsonFields json, List<TextHours> base) {
        List<TextHours> hours = json.objects(TEXT_HOURS, DayOfWeek.values().length, OutreachRequests::day);
        if (hours == null) {
            return json.isNull(TEXT_HOURS) ? Outreach.DEFAULTS.marketingTextHours() : base;
        }
        if (hours.stream().map(TextHours::day).distinct().count() < hours.size()) {
            json.add(TEXT_HOURS, "must not name a day twice");
        }
        return hours;
    }

    private static @Nullable TextHours day(JsonFields json) {
        json.allowOnlyAndTell(Set.of(DAY, FROM, UNTIL));
        DayOfWeek day = json.choice(DAY, DayOfWeek.class);
        json.require(DAY);
        if (!json.isNamed(FROM) && !json.isNamed(UNTIL)) {
            return day == null ? null : TextHours.none(day);
        }
        json.require(FROM);
        json.require(UNTIL);
        Integer from = time(json, FROM, false);
        Integer until = time(json, UNTIL, true);
        if (from == null || until == null) {
            return null;
        }
        if (until <= from) {
            json.add(UNTIL, "must be later than from; a day without both has no marketing texts");
            return null;
        }
        return day == null ? null : new TextHours(day, from, until);
    }

    private static @Nullable Integer time(JsonFields json, String name, boolean mayEndTheDay) {
        String text = json.text(name, LONGEST_WORD);
        if (text == null) {
            return null;
        }
        if (TIME.matcher(text).matches() || mayEndTheDay && text.equals(END_OF_DAY)) {
            return TextHoursBody.minute(text);
        }
        json.add(name, mayEndTheDay ? "must be a time such as 18:00, at most 24:00" : "must be a time such as 09:30");
        return null;
    }

    private static List<TextLanguage> languages(JsonFields json, List<TextLanguage> base) {
        List<String> asked = json.texts(LANGUAGES, TextLanguage.values().length, LONGEST_WORD);
        if (asked == null) {
            return json.isNull(LANGUAGES) ? Outreach.DEFAULTS.textLanguages() : base;
        }
        List<TextLanguage> languages = new ArrayList<>();
        for (TextLanguage language : TextLanguage.values()) {
            if (asked.stream().anyMatch(code(language)::equalsIgnoreCase)) {
                languages.add(language);
            }
        }
        if (languages.size() < asked.size()) {
            json.add(LANGUAGES, "must be languages out of " + ALL_LANGUAGES + ", each once");
        }
        return languages;
    }
}

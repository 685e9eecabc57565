package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.eligibility.domain.quiethours.QuietHoursRule;
import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import dev.greenlight.eligibility.domain.quiethours.Window;
import dev.greenlight.eligibility.domain.rule.MarketingPro;
import dev.greenlight.eligibility.domain.whatif.SettingsProposal;
import dev.greenlight.eligibility.domain.whatif.TextHoursProposal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody wants to know.
 *
 * @param textHours other hours for marketing texts
 * @param samples the most to name of those who would join an audience, and of those who would leave it
 * @param estimates whether an estimate would be open, of the customers for whom the answer would be another one; null
 *     until that has been found out
 */
record WhatIfRequest(
        SettingsProposal settings,
        TextHoursProposal textHours,
        int samples,
        @Nullable Map<String, Boolean> estimates) {

    /** Scope counts for texts that are received from then on: it can be proposed, and moves nobody. */
    private static final Set<String> SCOPES = Set.of("ALL", "MARKETING", "BY_CONTEXT");

    private static final Set<String> EDITIONS = Set.of("NONE", "V1", "V2");
    private static final Set<String> FIELDS = Set.of("settings", "quietHours", "samples");
    private static final Set<String> SETTINGS = Set.of(
            "marketingPro",
            "doubleOptIn",
            "optOutMessage",
            "autoSuppressDormant",
            "unsoldEstimateDays",
            "optOutScope",
            "marketingTextHours");
    private static final Set<String> DAY_FIELDS = Set.of("day", "from", "until");
    private static final Set<String> RULE_FIELDS = Set.of("where", "days", "hours", "from", "until");
    private static final Set<String> EVERYWHERE = Set.of("*", "US", "CA");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");
    private static final int MOST_RULES = 20;
    private static final int SOME = 10;
    private static final int MOST = 100;
    private static final int LONGEST_WINDOW = 365;

    /** How instances ask each other. */
    record Forwarded(SettingsProposal settings, int samples, List<String> opening, List<String> closing) {

        WhatIfRequest request() {
            var estimates = new HashMap<String, Boolean>();
            opening.forEach(customer -> estimates.put(customer, true));
            closing.forEach(customer -> estimates.put(customer, false));
            return new WhatIfRequest(settings, TextHoursProposal.NONE, samples, estimates);
        }
    }

    WhatIfRequest withEstimates(Map<String, Boolean> found) {
        return new WhatIfRequest(settings, textHours, samples, found);
    }

    Forwarded forwarded() {
        Map<String, Boolean> moving = Objects.requireNonNullElse(estimates, Map.of());
        return new Forwarded(settings, samples, customers(moving, true), customers(moving, false));
    }

    /**
     * @throws ProblemException for anything but an object with settings that decide something
     */
    static WhatIfRequest parse(byte[] body, JsonMapper json, PlaceDirectory places) {
        try {
            JsonNode root = only(json.readTree(body), FIELDS);
            JsonNode settings = root.has("settings") ? only(root.path("settings"), SETTINGS) : json.createObjectNode();
            var textHours = new TextHoursProposal(companyHours(settings), rules(root, places));
            if (settings.isEmpty() && textHours.isNothing()) {
                throw bad();
            }
            text(settings, "optOutScope", SCOPES);
            String edition = text(settings, "marketingPro", EDITIONS);
            return new WhatIfRequest(
                    new SettingsProposal(
                            edition == null ? null : MarketingPro.valueOf(edition),
                            flag(settings, "doubleOptIn"),
                            flag(settings, "optOutMessage"),
                            flag(settings, "autoSuppressDormant"),
                            number(settings, "unsoldEstimateDays", 1, LONGEST_WINDOW)),
                    textHours,
                    Objects.requireNonNullElse(number(root, "samples", 0, MOST), SOME),
                    null);
        } catch (JacksonException e) {
            throw bad();
        }
    }

    /** As an instance that was asked by another one reads it. */
    static WhatIfRequest parseForwarded(byte[] body, JsonMapper json) {
        try {
            return json.readValue(body, Forwarded.class).request();
        } catch (JacksonException | NullPointerException e) {
            throw bad();
        }
    }

    private static @Nullable TenantQuietHours companyHours(JsonNode settings) {
        JsonNode days = settings.get("marketingTextHours");
        if (days == null) {
            return null;
        }
        var hours = new EnumMap<DayOfWeek, Window>(DayOfWeek.class);
        for (JsonNode day : list(days, DayOfWeek.values().length)) {
            only(day, DAY_FIELDS);
            String from = word(day, "from");
            String until = word(day, "until");
            boolean isNone = from == null && until == null;
            var window = isNone ? Window.NEVER : new Window(minute(from), minute(until));
            if (!isNone && window.isEmpty() || hours.put(dayOfWeek(word(day, "day")), window) != null) {
                throw bad();
            }
        }
        return new TenantQuietHours(hours);
    }

    private static List<QuietHoursRule> rules(JsonNode root, PlaceDirectory places) {
        var rules = new ArrayList<QuietHoursRule>();
        JsonNode rows = root.get("quietHours");
        if (rows == null) {
            return rules;
        }
        for (JsonNode row : list(rows, MOST_RULES)) {
            String where = word(only(row, RULE_FIELDS), "where");
            if (where == null || !EVERYWHERE.contains(where) && !places.states().contains(where)) {
                throw bad();
            }
            var cells = new ArrayList<>(List.of(where));
            cells.add(Objects.requireNonNullElse(word(row, "days"), "Mon-Sun"));
            cells.add(Objects.requireNonNullElse(word(row, "hours"), ""));
            cells.add("-");
            cells.add(Objects.requireNonNullElse(word(row, "from"), "-"));
            cells.add(Objects.requireNonNullElse(word(row, "until"), "-"));
            cells.add("proposed");
            try {
                rules.add(QuietHoursRule.parse(cells));
            } catch (IllegalArgumentException | DateTimeException e) {
                throw bad();
            }
        }
        return rules;
    }

    private static DayOfWeek dayOfWeek(@Nullable String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equals(name))
                .findFirst()
                .orElseThrow(WhatIfRequest::bad);
    }

    private static int minute(@Nullable String time) {
        if (time == null || !TIME.matcher(time).matches()) {
            throw bad();
        }
        return Integer.parseInt(time, 0, 2, 10) * 60 + Integer.parseInt(time, 3, 5, 10);
    }

    private static JsonNode only(JsonNode object, Set<String> fields) {
        if (!object.isObject() || !fields.containsAll(object.propertyNames())) {
            throw bad();
        }
        return object;
    }

    private static JsonNode list(JsonNode list, int most) {
        if (!list.isArray() || list.size() > most) {
            throw bad();
        }
        return list;
    }

    private static @Nullable String word(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value != null && !value.isString()) {
            throw bad();
        }
        return value == null ? null : value.stringValue();
    }

    private static List<String> customers(Map<String, Boolean> estimates, boolean open) {
        return estimates.entrySet().stream()
                .filter(entry -> entry.getValue() == open)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static @Nullable String text(JsonNode object, String name, Set<String> known) {
        String value = word(object, name);
        if (value != null && !known.contains(value)) {
            throw bad();
        }
        return value;
    }

    private static @Nullable Boolean flag(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value != null && !value.isBoolean()) {
            throw bad();
        }
        return value == null ? null : value.booleanValue();
    }

    private static @Nullable Integer number(JsonNode object, String name, int least, int most) {
        JsonNode value = object.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw bad();
        }
        return value.intValue();
    }

    private static ProblemException bad() {
        return new ProblemException(Problem.BAD_WHAT_IF);
    }
}

package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.rule.MarketingPro;
import dev.greenlight.eligibility.domain.whatif.SettingsProposal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody wants to know.
 *
 * @param samples the most to name of those who would join an audience, and of those who would leave it
 * @param estimates whether an estimate would be open, of the customers for whom the answer would be another one; null
 *     until that has been found out
 */
record WhatIfRequest(
        SettingsProposal settings, int samples, @Nullable Map<String, Boolean> estimates) {

    /** Scope counts for texts that are received from then on: it can be proposed, and moves nobody. */
    private static final Set<String> SCOPES = Set.of("ALL", "MARKETING", "BY_CONTEXT");

    private static final Set<String> EDITIONS = Set.of("NONE", "V1", "V2");
    private static final Set<String> FIELDS = Set.of("settings", "samples");
    private static final Set<String> SETTINGS = Set.of(
            "marketingPro",
            "doubleOptIn",
            "optOutMessage",
            "autoSuppressDormant",
            "unsoldEstimateDays",
            "optOutScope");
    private static final int SOME = 10;
    private static final int MOST = 100;
    private static final int LONGEST_WINDOW = 365;

    /** How instances ask each other. */
    record Forwarded(SettingsProposal settings, int samples, List<String> opening, List<String> closing) {

        WhatIfRequest request() {
            var estimates = new HashMap<String, Boolean>();
            opening.forEach(customer -> estimates.put(customer, true));
            closing.forEach(customer -> estimates.put(customer, false));
            return new WhatIfRequest(settings, samples, estimates);
        }
    }

    WhatIfRequest withEstimates(Map<String, Boolean> found) {
        return new WhatIfRequest(settings, samples, found);
    }

    Forwarded forwarded() {
        Map<String, Boolean> moving = Objects.requireNonNullElse(estimates, Map.of());
        return new Forwarded(settings, samples, customers(moving, true), customers(moving, false));
    }

    /**
     * @throws ProblemException for anything but an object with settings that decide something
     */
    static WhatIfRequest parse(byte[] body, JsonMapper json) {
        try {
            JsonNode root = json.readTree(body);
            JsonNode settings = root.path("settings");
            if (!FIELDS.containsAll(root.propertyNames())
                    || !settings.isObject()
                    || settings.isEmpty()
                    || !SETTINGS.containsAll(settings.propertyNames())) {
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

    private static List<String> customers(Map<String, Boolean> estimates, boolean open) {
        return estimates.entrySet().stream()
                .filter(entry -> entry.getValue() == open)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static @Nullable String text(JsonNode object, String name, Set<String> known) {
        JsonNode value = object.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isString() || !known.contains(value.stringValue())) {
            throw bad();
        }
        return value.stringValue();
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

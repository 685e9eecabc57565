package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.customer.CustomerType;
import dev.greenlight.consent.domain.edit.Preference;
import dev.greenlight.consent.domain.edit.Selection;
import dev.greenlight.schemas.topic.TopicKeys;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an edit is to be.
 *
 * @param on the preferences that are on afterwards; all others are off
 */
record BatchEditRequests(Selection selection, Set<Preference> on) {

    private static final int MOST_TAGS = 10;
    private static final int LONGEST_TAG = 64;

    private static final String SELECTION = "selection";
    private static final String PREFERENCES = "preferences";
    private static final String CUSTOMER_IDS = "customerIds";
    private static final String ALL = "all";
    private static final List<String> MARKS = List.of("customerType", "active", "tags");

    /** @throws ProblemException with every field that is not as it must be */
    static BatchEditRequests read(JsonFields json) {
        json.allowOnly(Set.of(SELECTION, PREFERENCES));
        json.require(SELECTION);
        json.require(PREFERENCES);
        Selection selection = json.object(SELECTION, BatchEditRequests::selection);
        Set<Preference> on = preferences(json);
        json.check();
        return new BatchEditRequests(Objects.requireNonNull(selection), on);
    }

    private static Set<Preference> preferences(JsonFields json) {
        Set<Preference> on = EnumSet.noneOf(Preference.class);
        List<String> names = json.texts(PREFERENCES, Preference.values().length, LONGEST_TAG);
        for (String name : Objects.requireNonNullElse(names, List.<String>of())) {
            Preference preference = named(name);
            if (preference == null) {
                json.add(PREFERENCES, "must be some of " + List.of(Preference.values()));
                return on;
            }
            on.add(preference);
        }
        return on;
    }

    private static @Nullable Preference named(String name) {
        for (Preference preference : Preference.values()) {
            if (preference.name().equals(name)) {
                return preference;
            }
        }
        return null;
    }

    private static Selection selection(JsonFields json) {
        json.allowOnly(Set.of(CUSTOMER_IDS, ALL, MARKS.get(0), MARKS.get(1), MARKS.get(2)));
        List<String> ids =
                Objects.requireNonNullElse(json.texts(CUSTOMER_IDS, Selection.MOST_CUSTOMER_IDS, 64), List.of());
        if (!ids.stream().allMatch(TopicKeys::isCustomerId)) {
            json.add(CUSTOMER_IDS, "must be ids of customers");
        }
        CustomerType type = json.choice(MARKS.get(0), CustomerType.class);
        Boolean active = json.flag(MARKS.get(1));
        List<String> tags = Objects.requireNonNullElse(json.texts(MARKS.get(2), MOST_TAGS, LONGEST_TAG), List.of());
        boolean marked = type != null || active != null || !tags.isEmpty();
        boolean all = Boolean.TRUE.equals(json.flag(ALL));
        // a filter that was left out by mistake must not mean everybody
        if ((ids.isEmpty() ? 0 : 1) + (marked ? 1 : 0) + (all ? 1 : 0) != 1) {
            json.add(ALL, "must be true, or there must be customerIds, or some of " + String.join(", ", MARKS));
        }
        return new Selection(ids, type, active, tags);
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.settings.TenantSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A change of a company's settings as the office sees it.
 *
 * @param revision its number, from 1
 * @param fields what it changed
 */
record SettingsChange(long revision, Instant changedAt, String changedBy, List<Field> fields) {

    private static final Set<String> ABOUT_THE_CHANGE = Set.of("revision", "changedAt", "changedBy");

    /** A field that has another value since the change. */
    record Field(String field, JsonNode from, JsonNode to) {}

    /**
     * @param before what the change replaced; a scheduled scope that had come due by then is none of its doing
     * @param after what it left
     */
    static SettingsChange of(TenantSettings before, TenantSettings after, JsonMapper json) {
        Instant at = after.changedAt();
        JsonNode old = json.valueToTree(SettingsBody.of(before, at));
        JsonNode changed = json.valueToTree(SettingsBody.of(after, at));
        List<Field> fields = new ArrayList<>();
        for (String name : changed.propertyNames()) {
            JsonNode from = Objects.requireNonNull(old.get(name));
            JsonNode to = Objects.requireNonNull(changed.get(name));
            if (!ABOUT_THE_CHANGE.contains(name) && !from.equals(to)) {
                fields.add(new Field(name, from, to));
            }
        }
        return new SettingsChange(after.revision(), at, after.changedBy(), fields);
    }

    /**
     * The changes between settings that follow each other.
     *
     * @param newestFirst the settings after each change; the last of them says what the one before it replaced, unless
     *     it is the first there ever was
     */
    static List<SettingsChange> between(List<TenantSettings> newestFirst, JsonMapper json) {
        List<SettingsChange> changes = new ArrayList<>();
        for (int i = 0; i < newestFirst.size(); i++) {
            TenantSettings after = newestFirst.get(i);
            if (i + 1 < newestFirst.size()) {
                changes.add(of(newestFirst.get(i + 1), after, json));
            } else if (after.revision() == 1) {
                changes.add(of(TenantSettings.DEFAULTS, after, json));
            }
        }
        return changes;
    }
}

package dev.greenlight.consent.domain.edit;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many customers a run of an edit has met, and what it does to them. A customer counts once, however many
 * contact methods it has.
 *
 * @param selected whom it is about; of an undo: whom the edit changed last
 * @param changed who is changed; of an undo: who gets something back
 * @param refused whose record was merged into another one and takes no change
 * @param kept of an undo: of whom something stays as it is, because somebody has spoken since
 * @param lost who loses what
 * @param gained who gains what
 */
public record EditCounts(
        long selected,
        long changed,
        long refused,
        long kept,
        Map<Preference, Long> lost,
        Map<Preference, Long> gained) {

    public static final EditCounts NONE = new EditCounts(0, 0, 0, 0, Map.of(), Map.of());

    public EditCounts {
        lost = Map.copyOf(lost);
        gained = Map.copyOf(gained);
    }

    public EditCounts plus(EditCounts more) {
        return new EditCounts(
                selected + more.selected,
                changed + more.changed,
                refused + more.refused,
                kept + more.kept,
                sum(lost, more.lost),
                sum(gained, more.gained));
    }

    /** One more, whose record takes no change. */
    public EditCounts withRefused() {
        return plus(new EditCounts(1, 0, 1, 0, Map.of(), Map.of()));
    }

    /** One more. */
    public EditCounts with(List<PreferenceChange> changes) {
        return with(changes, false, false);
    }

    /** One more, who gets back what the edit changed. */
    public EditCounts withRestored(Edited edited) {
        return with(edited.changes(), true, !edited.whole());
    }

    private EditCounts with(List<PreferenceChange> changes, boolean back, boolean keeps) {
        Set<Preference> losses = EnumSet.noneOf(Preference.class);
        Set<Preference> gains = EnumSet.noneOf(Preference.class);
        for (PreferenceChange change : changes) {
            (change.wasOn() == back ? gains : losses).add(change.preference());
        }
        return plus(new EditCounts(1, changes.isEmpty() ? 0 : 1, 0, keeps ? 1 : 0, once(losses), once(gains)));
    }

    private static Map<Preference, Long> once(Set<Preference> preferences) {
        Map<Preference, Long> counts = new EnumMap<>(Preference.class);
        preferences.forEach(preference -> counts.put(preference, 1L));
        return counts;
    }

    private static Map<Preference, Long> sum(Map<Preference, Long> some, Map<Preference, Long> more) {
        Map<Preference, Long> sum = new EnumMap<>(Preference.class);
        sum.putAll(some);
        more.forEach((preference, count) -> sum.merge(preference, count, Long::sum));
        return sum;
    }
}

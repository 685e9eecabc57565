package dev.greenlight.eligibility.domain.whatif;

import dev.greenlight.eligibility.domain.quiethours.Place;
import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.eligibility.domain.quiethours.QuietHours;
import dev.greenlight.eligibility.domain.quiethours.QuietHoursRule;
import dev.greenlight.eligibility.domain.quiethours.Standing;
import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import dev.greenlight.eligibility.domain.quiethours.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How much of a week is left for marketing texts, by the places where phones can be. Nobody joins or leaves an audience
 * for hours; what they decide is when its members can be texted.
 *
 * @param from when the week begins: now, or when the last of the proposed rules is in force everywhere
 * @param places the most members first
 */
public record TextWeek(Instant from, List<OfPlaces> places) {

    public static final Duration LENGTH = Duration.ofDays(7);

    /**
     * Those who can be in the same states and have the same hours.
     *
     * @param members how many of the audience
     * @param states as in ISO 3166-2
     * @param before how long they may be texted as it is
     * @param after how long they might
     */
    public record OfPlaces(long members, Set<String> states, Duration before, Duration after) {}

    private record Hours(Set<String> states, Duration before, Duration after) {}

    public TextWeek {
        places = List.copyOf(places);
    }

    /**
     * @param members of the audience, by what {@link PlaceDirectory#areaOf} says of their addresses
     * @param law the rules as they are
     * @param company what the company keeps beside them
     */
    public static TextWeek compare(
            Map<String, Long> members,
            PlaceDirectory directory,
            QuietHours law,
            TenantQuietHours company,
            TextHoursProposal proposal,
            Instant now) {
        Instant from = proposal.rules().stream()
                .map(QuietHoursRule::from)
                .filter(Objects::nonNull)
                .map(TextWeek::everywhere)
                .filter(now::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(now);
        QuietHours proposedLaw = law.and(proposal.rules());
        TenantQuietHours proposedHours = Objects.requireNonNullElse(proposal.company(), company);
        var counts = new HashMap<Hours, Long>();
        members.forEach((area, count) -> {
            Whereabouts where = directory.ofArea(area);
            Set<String> states =
                    where.places().stream().map(Place::state).collect(Collectors.toCollection(TreeSet::new));
            var hours =
                    new Hours(states, open(law, where, company, from), open(proposedLaw, where, proposedHours, from));
            counts.merge(hours, count, Long::sum);
        });
        return new TextWeek(
                from,
                counts.entrySet().stream()
                        .map(entry -> new OfPlaces(
                                entry.getValue(),
                                entry.getKey().states(),
                                entry.getKey().before(),
                                entry.getKey().after()))
                        .sorted(Comparator.comparingLong(OfPlaces::members)
                                .reversed()
                                .thenComparing(places -> places.states().toString()))
                        .toList());
    }

    /** When a day has begun in every zone. */
    private static Instant everywhere(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Duration open(QuietHours law, Whereabouts where, TenantQuietHours company, Instant from) {
        Instant end = from.plus(LENGTH);
        Duration open = Duration.ZERO;
        Instant now = from;
        while (now.isBefore(end)) {
            Standing standing = law.at(where, now, company);
            Instant until = standing.until() == null || standing.until().isAfter(end) ? end : standing.until();
            if (standing.open()) {
                open = open.plus(Duration.between(now, until));
            }
            now = until;
        }
        return open;
    }
}

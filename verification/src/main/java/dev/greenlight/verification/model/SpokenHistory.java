package dev.greenlight.verification.model;

import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.OptOutScopeSetting;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one person to one company. All of them are kept and put in the order of their receive times before
 * they are read, so the order of arrival cannot matter; of texts of the same time a start is read first, then what may
 * be a stop, then a stop.
 */
final class SpokenHistory {

    /** Longer than every gateway repeats a delivery: an id that was seen so lately changes nothing. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    /** After so many texts in that time nothing is granted any more; a stop always works. */
    private static final int TEXTS_REMEMBERED = 1_000;

    private static final Comparator<Sentence> AS_SPOKEN =
            Comparator.comparing(Sentence::time).thenComparing(Sentence::kind);

    private final Map<String, Instant> seen = new HashMap<>();
    /** Ids of opt-ins, which are known for good. */
    private final Set<String> starts = new HashSet<>();

    private final List<Sentence> sentences = new ArrayList<>();
    private Instant newest = Instant.MIN;

    /** In the order in which texts of the same time are read. */
    private enum Kind {
        START,
        MAYBE_STOP,
        STOP
    }

    private record Sentence(Instant time, Kind kind, OptOutScope scope, String eventId) {}

    void hear(TextReceived text, @Nullable TenantSettings settings) {
        Instant time = text.getReceivedAt();
        if (time.isAfter(newest)) {
            newest = time;
            Instant remembered = newest.minus(REMEMBERED);
            seen.entrySet()
                    .removeIf(earlier -> earlier.getValue().isBefore(remembered) && !starts.contains(earlier.getKey()));
        }
        if (seen.containsKey(text.getEventId())) {
            return;
        }
        boolean tooMany = seen.size() >= TEXTS_REMEMBERED;
        if (!tooMany) {
            seen.put(text.getEventId(), time);
            if (text.getMeaning() == TextMeaning.OPT_IN) {
                starts.add(text.getEventId());
            }
        }
        switch (text.getMeaning()) {
            case OPT_OUT -> sentences.add(new Sentence(time, Kind.STOP, scopeOf(text, settings), text.getEventId()));
            case OPT_IN -> {
                if (!tooMany) {
                    sentences.add(new Sentence(time, Kind.START, OptOutScope.NONE, text.getEventId()));
                }
            }
            case REVIEW -> sentences.add(new Sentence(time, Kind.MAYBE_STOP, OptOutScope.NONE, text.getEventId()));
            case CONFIRM, DECLINE, HELP, UNKNOWN -> {
                // nobody has asked, so yes and no are no answers; the others ask for nothing
            }
        }
    }

    Spoken spoken() {
        var ordered = new ArrayList<>(sentences);
        ordered.sort(AS_SPOKEN);
        var status = ConsentStatus.NEVER_ASKED;
        var scope = OptOutScope.NONE;
        var heldBy = new TreeMap<String, Instant>();
        var maybeStops = new TreeMap<String, Instant>();
        for (Sentence sentence : ordered) {
            if (sentence.kind == Kind.MAYBE_STOP) {
                maybeStops.put(sentence.eventId, sentence.time);
                continue;
            }
            maybeStops.clear();
            var meant = sentence.kind == Kind.STOP ? ConsentStatus.OPTED_OUT : ConsentStatus.OPTED_IN;
            if (status != meant) {
                heldBy.clear();
                scope = OptOutScope.NONE;
            }
            status = meant;
            scope = scope == OptOutScope.ALL ? scope : sentence.scope;
            heldBy.put(sentence.eventId, sentence.time);
        }
        // nobody has read them yet in this world
        boolean held = !maybeStops.isEmpty() && status != ConsentStatus.OPTED_OUT;
        return held
                ? new Spoken(ConsentStatus.ON_HOLD, OptOutScope.NONE, maybeStops)
                : new Spoken(status, scope, heldBy);
    }

    private static OptOutScope scopeOf(TextReceived text, @Nullable TenantSettings settings) {
        boolean marketingOnly = settings != null && settings.getOptOutScope() == OptOutScopeSetting.MARKETING;
        return marketingOnly && !text.getStopsEverything() ? OptOutScope.MARKETING : OptOutScope.ALL;
    }
}

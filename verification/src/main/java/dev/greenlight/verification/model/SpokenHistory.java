package dev.greenlight.verification.model;

import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.OptOutScopeSetting;
import dev.greenlight.schemas.consent.ScheduledOptOutScope;
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
 * The texts of one person to one company, and what the person was asked. All of them are kept and put in the order of their receive times before
 * they are read, so the order of arrival cannot matter; of texts of the same time a start is read first, then what may
 * be a stop, then a stop.
 */
final class SpokenHistory {

    /** Longer than every gateway repeats a delivery: an id that was seen so lately changes nothing. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    /** Nobody is asked again within this time after a no, nor too often in it. */
    private static final Duration NOT_ASKED_AGAIN = Duration.ofDays(30);

    /** After so many texts in that time nothing is granted any more; a stop always works. */
    private static final int TEXTS_REMEMBERED = 1_000;

    private static final Comparator<Sentence> AS_SPOKEN =
            Comparator.comparing(Sentence::time).thenComparing(Sentence::kind);

    private final Map<String, Instant> seen = new HashMap<>();
    /** Ids of texts that can grant, which are known for good. */
    private final Set<String> grants = new HashSet<>();

    private final List<Sentence> sentences = new ArrayList<>();
    private Instant newest = Instant.MIN;

    /** When the person was asked. */
    private final List<Instant> questions = new ArrayList<>();

    private @Nullable Question question;

    /** In the order in which texts of the same time are read. */
    private enum Kind {
        YES,
        START,
        NO,
        MAYBE_STOP,
        STOP
    }

    private record Sentence(Instant time, Kind kind, OptOutScope scope, String eventId) {}

    /**
     * A question that yes is an answer to.
     *
     * @param heardBefore how many sentences had been heard when it was put: none of them can answer it
     */
    private static final class Question {

        private final Instant from;
        private final Instant until;
        private final int heardBefore;
        private Instant now;

        private Question(Instant from, Instant until, int heardBefore) {
            this.from = from;
            this.until = until;
            this.heardBefore = heardBefore;
            this.now = from;
        }
    }

    /** The office wants the person asked; asks only somebody who has said nothing, and not too often. */
    void ask(Instant time, List<TenantSettings> changes) {
        TenantSettings settings = changes.isEmpty() ? null : changes.getLast();
        see(time);
        if (spoken().status() != ConsentStatus.NEVER_ASKED) {
            return;
        }
        Sentence answer = answer();
        if (question != null && answer == null && time.isBefore(question.until)) {
            return;
        }
        int most = settings == null ? 2 : settings.getOptInRequestsPerNumber();
        Instant counted = time.minus(NOT_ASKED_AGAIN);
        boolean declined = answer != null && answer.kind == Kind.NO && answer.time.isAfter(counted);
        if (declined
                || questions.stream().filter(asked -> asked.isAfter(counted)).count() >= most) {
            return;
        }
        int days = settings == null ? 7 : settings.getOptInRequestExpiryDays();
        questions.add(time);
        question = new Question(time, time.plus(Duration.ofDays(days)), sentences.size());
    }

    void hear(TextReceived text, List<TenantSettings> changes) {
        Instant time = text.getReceivedAt();
        if (time.isAfter(newest)) {
            newest = time;
            Instant remembered = newest.minus(REMEMBERED);
            seen.entrySet()
                    .removeIf(earlier -> earlier.getValue().isBefore(remembered) && !grants.contains(earlier.getKey()));
        }
        if (seen.containsKey(text.getEventId())) {
            return;
        }
        see(time);
        boolean tooMany = seen.size() >= TEXTS_REMEMBERED;
        if (!tooMany) {
            seen.put(text.getEventId(), time);
            if (text.getMeaning() == TextMeaning.OPT_IN || text.getMeaning() == TextMeaning.CONFIRM) {
                grants.add(text.getEventId());
            }
        }
        switch (text.getMeaning()) {
            case OPT_OUT -> sentences.add(new Sentence(time, Kind.STOP, scopeOf(text, changes), text.getEventId()));
            case OPT_IN -> {
                if (!tooMany) {
                    sentences.add(new Sentence(time, Kind.START, OptOutScope.NONE, text.getEventId()));
                }
            }
            case REVIEW -> sentences.add(new Sentence(time, Kind.MAYBE_STOP, OptOutScope.NONE, text.getEventId()));
            case CONFIRM -> {
                if (!tooMany) {
                    sentences.add(new Sentence(time, Kind.YES, OptOutScope.NONE, text.getEventId()));
                }
            }
            case DECLINE -> sentences.add(new Sentence(time, Kind.NO, OptOutScope.NONE, text.getEventId()));
            case HELP, UNKNOWN -> {
                // they ask for nothing
            }
        }
    }

    /** Whoever says stop otherwise is heard as by text. */
    void stop(OptOutScope scope, Instant said, Instant recordedAt) {
        see(recordedAt);
        sentences.add(new Sentence(said, Kind.STOP, scope, "no text"));
    }

    Spoken spoken() {
        Sentence answer = answer();
        var ordered = new ArrayList<>(sentences);
        // yes and no mean nothing by themselves
        ordered.removeIf(
                sentence -> (sentence.kind == Kind.YES || sentence.kind == Kind.NO) && !saysTheSame(sentence, answer));
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
            if (sentence.kind == Kind.NO) {
                continue;
            }
            if (sentence.kind != Kind.YES) {
                maybeStops.clear();
            }
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
        if (status == ConsentStatus.NEVER_ASKED
                && question != null
                && answer == null
                && question.now.isBefore(question.until)) {
            status = ConsentStatus.PENDING;
        }
        boolean held = !maybeStops.isEmpty() && status != ConsentStatus.OPTED_OUT;
        return held
                ? new Spoken(ConsentStatus.ON_HOLD, OptOutScope.NONE, maybeStops)
                : new Spoken(status, scope, heldBy);
    }

    private void see(Instant time) {
        if (question != null && time.isAfter(question.now)) {
            question.now = time;
        }
    }

    /** The first thing that was said to the question; of what was said at one time, the strictest. */
    private @Nullable Sentence answer() {
        Question asked = question;
        if (asked == null) {
            return null;
        }
        return sentences.stream()
                .skip(asked.heardBefore)
                .filter(sentence -> sentence.kind != Kind.MAYBE_STOP && sentence.time.isBefore(asked.until))
                .filter(sentence -> sentence.kind == Kind.START
                        || sentence.kind == Kind.STOP
                        || !sentence.time.isBefore(asked.from))
                .min(Comparator.comparing(Sentence::time)
                        .thenComparing(Sentence::kind, Comparator.comparing(SpokenHistory::strictness))
                        .thenComparing(Sentence::eventId))
                .orElse(null);
    }

    /** Of two that grant at the same time either may be named. */
    private static boolean saysTheSame(Sentence sentence, @Nullable Sentence answer) {
        return sentence.equals(answer)
                || (answer != null
                        && sentence.kind == Kind.YES
                        && (answer.kind == Kind.YES || answer.kind == Kind.START)
                        && sentence.time.equals(answer.time));
    }

    private static int strictness(Kind kind) {
        return switch (kind) {
            case STOP -> 0;
            case NO -> 1;
            case START -> 2;
            case YES, MAYBE_STOP -> 3;
        };
    }

    private static OptOutScope scopeOf(TextReceived text, List<TenantSettings> changes) {
        boolean marketingOnly = settingAt(text.getReceivedAt(), changes) == OptOutScopeSetting.MARKETING;
        return marketingOnly && !text.getStopsEverything() ? OptOutScope.MARKETING : OptOutScope.ALL;
    }

    /** What the last change before that time says about that time. */
    private static OptOutScopeSetting settingAt(Instant time, List<TenantSettings> changes) {
        var setting = OptOutScopeSetting.ALL;
        for (TenantSettings change : changes) {
            if (!change.getChangedAt().isAfter(time)) {
                ScheduledOptOutScope scheduled = change.getScheduledOptOutScope();
                setting = scheduled == null || scheduled.getFrom().isAfter(time)
                        ? change.getOptOutScope()
                        : scheduled.getScope();
            }
        }
        return setting;
    }
}

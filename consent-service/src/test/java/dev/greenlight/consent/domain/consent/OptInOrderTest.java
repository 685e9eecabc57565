package dev.greenlight.consent.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.consent.OptInDecision.Decided;
import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.ReviewVerdict.Reading;
import dev.greenlight.consent.domain.consent.Standing.Status;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Only the person opts in, whatever happens and in whatever order; and the order of texts leaves no trace. */
class OptInOrderTest {

    private static final int SEQUENCES = 150_000;
    private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Origin OFFICE = new Origin(OptInSource.OFFICE, "", "", "front desk");
    private static final Choices CHOICES = new Choices(OptOutScopeSetting.ALL, true, true, 1, 10);
    private static final OptOutMeans[] MEANS = OptOutMeans.values();
    private static final OptOutScopeSetting[] SCOPES = OptOutScopeSetting.values();
    private static final TextMeaning[] MEANINGS = TextMeaning.values();

    /**
     * Every command that reaches a consent: texts, reports of blocks, verdicts of reviewers, wishes to ask, opt-outs that
     * were written down, changes of settings. Customers are not among them: their lane has no way to a consent.
     */
    @Test
    void nothingButAKeywordOrAYesInTimeAfterTheLastStopOptsIn() {
        Map<Status, Integer> reached = new HashMap<>();
        int confirmed = 0;
        int undone = 0;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            var story = new Story(new Random(seed));
            for (int i = 0; i < 16; i++) {
                story.happen();
                Status status = story.current.standing().status();
                reached.merge(status, 1, Integer::sum);
                if (story.current.agreed() instanceof Consent.OptedIn) {
                    assertThat(story.mayBeOptedIn()).as("seed %d", seed).isTrue();
                    undone += story.recorded > 0 ? 1 : 0;
                    confirmed += story.current.requests().confirmedAt() == null ? 0 : 1;
                }
            }
        }
        // the stories are not all about nothing
        assertThat(reached.keySet()).contains(Status.values());
        assertThat(confirmed).isGreaterThan(SEQUENCES / 10);
        assertThat(undone).isGreaterThan(SEQUENCES / 10);
    }

    @RepeatedTest(2_000)
    void standingDoesNotDependOnTheOrderOfTextsThatFollowARequest(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        var ask = new OptInAsk("c", "c", OFFICE, hour(10));
        ContactConsent asked = ((Decided) OptInPolicy.decide(ContactConsent.NOTHING_SAID, ask, CHOICES))
                .decision()
                .after();
        List<TextMessage> sent = new ArrayList<>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            sent.add(randomText(random, "t" + i));
        }
        List<TextMessage> delivered = new ArrayList<>(sent);
        delivered.addAll(sent.subList(0, random.nextInt(sent.size() + 1)));
        Collections.shuffle(delivered, random);

        ContactConsent inOrder = hearAll(asked, sent);
        ContactConsent shuffled = hearAll(asked, delivered);

        assertThat(shuffled.standing()).isEqualTo(inOrder.standing());
        assertThat(shuffled.agreed()).isEqualTo(inOrder.agreed());
        assertThat(shuffled.requests()).isEqualTo(inOrder.requests());
        assertThat(shuffled.held()).isEqualTo(inOrder.held());
    }

    private static ContactConsent hearAll(ContactConsent asked, List<TextMessage> texts) {
        ContactConsent current = asked;
        for (TextMessage text : texts) {
            current =
                    ConsentPolicy.decide(current, text, OptOutScopeSetting.ALL).after();
        }
        return current;
    }

    /** Few different times, so that ties and overtaking happen all the time. */
    private static TextMessage randomText(Random random, String eventId) {
        return new TextMessage(
                eventId,
                MEANINGS[random.nextInt(MEANINGS.length)],
                random.nextBoolean(),
                random.nextBoolean(),
                hour(random.nextInt(48)));
    }

    private static Instant hour(int hour) {
        return EPOCH.plus(Duration.ofHours(hour));
    }

    /** A number's story as it happens, and a plain record of what has happened in it. */
    private static final class Story {

        private final Random random;
        private final Map<String, TextMessage> heard = new HashMap<>();
        private final List<Instant> stops = new ArrayList<>();
        private @Nullable OptInRequest request;
        private Map<String, TextMessage> heardSince = new HashMap<>();
        private ContactConsent current = ContactConsent.NOTHING_SAID;
        private Choices choices = CHOICES;
        private int recorded;
        private int count;

        Story(Random random) {
            this.random = random;
        }

        void happen() {
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> ask();
                case 3 -> block();
                case 4 -> review();
                case 5 -> record();
                case 6 -> changeSettings();
                default -> hear();
            }
        }

        private void ask() {
            var ask = new OptInAsk("c" + ++count, "c" + count, OFFICE, hour(random.nextInt(48)));
            if (OptInPolicy.decide(current, ask, choices) instanceof Decided decided) {
                if (decided.decision().outcome() == Outcome.REQUESTED) {
                    request = decided.request();
                    heardSince = new HashMap<>();
                }
                current = decided.decision().after();
            }
        }

        /** Every fourth or so is sent again under the id of an earlier one, with a new time. */
        private void record() {
            String id = "o" + (random.nextInt(4) == 0 ? random.nextInt(10) : ++count + 100);
            Instant at = hour(random.nextInt(48));
            OptOutScope scope = random.nextBoolean() ? null : OptOutScope.values()[random.nextInt(2)];
            var note = new RecordedOptOut.Note("Said so.", "front desk", at.plusSeconds(random.nextInt(7_200)));
            var optOut = new RecordedOptOut(id, id, MEANS[random.nextInt(MEANS.length)], scope, at, note);
            ConsentDecision decision = ConsentPolicy.decide(current, optOut, choices.optOutScope());
            if (decision.outcome() != Outcome.DUPLICATE) {
                recorded++;
                stops.add(at);
            }
            current = decision.after();
        }

        private void changeSettings() {
            choices = new Choices(
                    SCOPES[random.nextInt(SCOPES.length)],
                    random.nextBoolean(),
                    random.nextBoolean(),
                    1 + random.nextInt(3),
                    1 + random.nextInt(10));
        }

        private void block() {
            Block.Cause cause = random.nextBoolean() ? Block.Cause.OPTED_OUT : Block.Cause.DEACTIVATED;
            var report = new BlockReport("b" + ++count, new Block(hour(random.nextInt(48)), cause));
            current = ConsentPolicy.decide(current, report).after();
        }

        private void review() {
            if (current.held().isEmpty()) {
                hear();
                return;
            }
            var held = current.held().texts().getFirst();
            Reading reading = random.nextBoolean() ? Reading.REVOCATION : Reading.CONVERSATION;
            var verdict = new ReviewVerdict("v" + ++count, Set.of(held.eventId()), reading, hour(50));
            if (ConsentPolicy.decide(current, verdict, choices.optOutScope())
                    instanceof ReviewDecision.Decided decided) {
                if (reading == Reading.REVOCATION) {
                    stops.add(held.receivedAt());
                }
                current = decided.decision().after();
            }
        }

        private void hear() {
            // every fourth text or so comes again, with a new time
            TextMessage text = randomText(random, "t" + (random.nextInt(4) == 0 ? random.nextInt(10) : ++count + 100));
            current = ConsentPolicy.decide(current, text, choices.optOutScope()).after();
            if (heard.putIfAbsent(text.eventId(), text) == null) {
                heardSince.put(text.eventId(), text);
                if (text.meaning() == TextMeaning.OPT_OUT) {
                    stops.add(text.receivedAt());
                }
            }
        }

        boolean mayBeOptedIn() {
            return heard.values().stream()
                            .anyMatch(text -> text.meaning() == TextMeaning.OPT_IN && isAfterEveryStop(text))
                    || heardSince.values().stream().anyMatch(this::isYesInTime);
        }

        private boolean isYesInTime(TextMessage text) {
            Instant at = text.receivedAt();
            OptInRequest asked = request;
            return text.meaning() == TextMeaning.CONFIRM
                    && asked != null
                    && !at.isBefore(asked.openedAt())
                    && at.isBefore(asked.expiresAt())
                    && isAfterEveryStop(text)
                    && heardSince.values().stream()
                            .noneMatch(other -> other.meaning() == TextMeaning.DECLINE
                                    && !other.receivedAt().isBefore(asked.openedAt())
                                    && !other.receivedAt().isAfter(at));
        }

        private boolean isAfterEveryStop(TextMessage text) {
            return stops.stream().allMatch(stop -> stop.isBefore(text.receivedAt()));
        }
    }
}

package dev.greenlight.consent.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.consent.RecordedOptOut.Note;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What the office writes down comes late and twice as texts do, and what is left in the end must not show it. */
class RecordedOptOutOrderTest {

    private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");

    /** A text or an opt-out that was written down; {@code text} is null for the latter. */
    private record Said(
            String eventId,
            Instant at,
            @Nullable TextMeaning text,
            @Nullable OptOutScope scope) {

        boolean isOptOut() {
            return text == null || text == TextMeaning.OPT_OUT;
        }
    }

    @RepeatedTest(1_000)
    void resultDoesNotDependOnOrderOrDuplicatesOfTextsAndRecordedOptOuts(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        OptOutScopeSetting setting = setting(random);
        List<Said> sent = randomly(random);
        List<Said> delivered = new ArrayList<>(sent);
        delivered.addAll(sent.subList(0, random.nextInt(sent.size() + 1)));
        Collections.shuffle(delivered, random);

        ContactConsent inOrder = applyAll(sent, setting);
        ContactConsent shuffled = applyAll(delivered, setting);

        assertThat(shuffled.consent()).isEqualTo(inOrder.consent());
        assertThat(shuffled.standing()).isEqualTo(inOrder.standing());
        assertThat(shuffled.held()).isEqualTo(inOrder.held());
    }

    @RepeatedTest(1_000)
    void resultIsWhatAReaderInTheOrderOfTheTimesWouldSay(RepetitionInfo repetition) {
        Random random = new Random(-repetition.getCurrentRepetition());
        OptOutScopeSetting setting = setting(random);
        List<Said> sent = randomly(random);
        sent.removeIf(said -> said.text == TextMeaning.REVIEW);

        Standing standing = applyAll(sent, setting).standing();

        assertThat(standing).isEqualTo(read(sent, setting));
    }

    private static ContactConsent applyAll(List<Said> all, OptOutScopeSetting setting) {
        var current = ContactConsent.NOTHING_SAID;
        for (Said said : all) {
            ConsentDecision decision = said.text == null
                    ? ConsentPolicy.decide(current, recorded(said), setting)
                    : ConsentPolicy.decide(
                            current, new TextMessage(said.eventId, said.text, false, false, said.at), setting);
            current = decision.after();
        }
        return current;
    }

    private static RecordedOptOut recorded(Said said) {
        var note = new Note("Called.", "front desk", EPOCH.plusSeconds(100));
        return new RecordedOptOut(said.eventId, said.eventId, OptOutMeans.CALL, said.scope, said.at, note);
    }

    /** The rules, told the slow way: sort, let opt-outs come last at equal times, and go through. */
    private static Standing read(List<Said> all, OptOutScopeSetting setting) {
        var inOrder = new ArrayList<>(all);
        inOrder.sort(Comparator.comparing(Said::at).thenComparing(Said::isOptOut));
        var standing = new Standing(Standing.Status.NEVER_ASKED, null, null);
        for (Said said : inOrder) {
            if (said.text == TextMeaning.OPT_IN) {
                standing = new Standing(Standing.Status.OPTED_IN, null, said.at);
            } else if (said.isOptOut()) {
                boolean everything = standing.scope() == OptOutScope.ALL
                        || said.scope == OptOutScope.ALL
                        || (said.scope == null && setting != OptOutScopeSetting.MARKETING);
                standing = new Standing(
                        Standing.Status.OPTED_OUT, everything ? OptOutScope.ALL : OptOutScope.MARKETING, said.at);
            }
        }
        return standing;
    }

    /** Few different times, so that ties and overtaking happen all the time. */
    private static List<Said> randomly(Random random) {
        List<Said> all = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            Instant at = EPOCH.plusSeconds(random.nextInt(6));
            all.add(
                    switch (random.nextInt(8)) {
                        case 0, 1, 2 -> new Said("t" + i, at, TextMeaning.OPT_IN, null);
                        case 3 -> new Said("t" + i, at, TextMeaning.OPT_OUT, null);
                        case 4 -> new Said("t" + i, at, TextMeaning.REVIEW, null);
                        default -> new Said("o" + i, at, null, scope(random));
                    });
        }
        return all;
    }

    private static @Nullable OptOutScope scope(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> OptOutScope.ALL;
            case 1 -> OptOutScope.MARKETING;
            default -> null;
        };
    }

    private static OptOutScopeSetting setting(Random random) {
        return OptOutScopeSetting.values()[random.nextInt(OptOutScopeSetting.values().length)];
    }
}

package dev.greenlight.consent.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Texts come late, twice and in any order; what is left in the end must not show it. */
class ConsentPolicyOrderTest {

    private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");

    @RepeatedTest(500)
    void resultDoesNotDependOnDeliveryOrderOrDuplicates(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<TextMessage> sent = randomTexts(random);
        List<TextMessage> delivered = new ArrayList<>(sent);
        delivered.addAll(sent.subList(0, random.nextInt(sent.size() + 1)));
        Collections.shuffle(delivered, random);

        assertThat(applyAll(delivered)).isEqualTo(applyAll(sent));
    }

    @RepeatedTest(500)
    void resultIsWhatAReaderOfTheTextsInTheOrderOfTheirTimesWouldSay(RepetitionInfo repetition) {
        Random random = new Random(-repetition.getCurrentRepetition());
        List<TextMessage> sent = randomTexts(random);

        assertThat(seen(applyAll(sent))).isEqualTo(read(sent));
    }

    private static Consent applyAll(List<TextMessage> texts) {
        var current = ContactConsent.NOTHING_SAID;
        for (TextMessage text : texts) {
            // the scope comes with the text, so that both scopes are mixed for one number
            current = ConsentPolicy.decide(current, text, OptOutScopeSetting.MARKETING)
                    .after();
        }
        return current.consent();
    }

    private static String seen(Consent consent) {
        return switch (consent) {
            case NeverAsked never -> "never asked";
            case OptedIn in -> "in " + in.since();
            case OptedOut out -> "out " + out.since() + " " + out.scope();
        };
    }

    /** The rules, told the slow way: sort, let opt-outs come last at equal times, and go through. */
    private static String read(List<TextMessage> texts) {
        String status = "never asked";
        boolean everything = false;
        Instant since = EPOCH;
        var inOrder = new ArrayList<>(texts);
        inOrder.sort(Comparator.comparing(TextMessage::receivedAt)
                .thenComparing(text -> text.meaning() == TextMeaning.OPT_OUT));
        for (TextMessage text : inOrder) {
            if (text.meaning() == TextMeaning.OPT_IN) {
                status = "in";
                everything = false;
                since = text.receivedAt();
            } else if (text.meaning() == TextMeaning.OPT_OUT) {
                status = "out";
                everything |= text.stopsEverything();
                since = text.receivedAt();
            }
        }
        return switch (status) {
            case "in" -> "in " + since;
            case "out" -> "out " + since + " " + (everything ? OptOutScope.ALL : OptOutScope.MARKETING);
            default -> status;
        };
    }

    /** Few different times, so that ties and overtaking happen all the time. */
    private static List<TextMessage> randomTexts(Random random) {
        List<TextMessage> texts = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            Instant receivedAt = EPOCH.plusSeconds(random.nextInt(6));
            texts.add(
                    switch (random.nextInt(7)) {
                        case 0, 1 -> new TextMessage("t" + i, TextMeaning.OPT_IN, false, receivedAt);
                        case 2, 3 -> new TextMessage("t" + i, TextMeaning.OPT_OUT, false, receivedAt);
                        case 4, 5 -> new TextMessage("t" + i, TextMeaning.OPT_OUT, true, receivedAt);
                        default -> new TextMessage("t" + i, TextMeaning.HELP, false, receivedAt);
                    });
        }
        return texts;
    }
}

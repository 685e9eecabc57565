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

    /** Texts that may be revocations and reports of blocks come in any order too; nobody has reviewed any. */
    @RepeatedTest(500)
    void standingDoesNotDependOnDeliveryOrderOrDuplicates(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Object> sent = new ArrayList<>(randomTexts(random));
        for (int i = random.nextInt(4); i > 0; i--) {
            sent.add(new TextMessage("r" + i, TextMeaning.REVIEW, false, false, randomTime(random)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Block.Cause cause = random.nextBoolean() ? Block.Cause.OPTED_OUT : Block.Cause.DEACTIVATED;
            sent.add(new BlockReport("b" + i, new Block(randomTime(random), cause)));
        }
        List<Object> delivered = new ArrayList<>(sent);
        delivered.addAll(sent.subList(0, random.nextInt(sent.size() + 1)));
        Collections.shuffle(delivered, random);

        ContactConsent inOrder = standingAfter(sent);
        ContactConsent shuffled = standingAfter(delivered);
        assertThat(shuffled.standing()).isEqualTo(inOrder.standing());
        assertThat(shuffled.held()).isEqualTo(inOrder.held());
        assertThat(shuffled.block()).isEqualTo(inOrder.block());
    }

    private static ContactConsent standingAfter(List<Object> events) {
        var current = ContactConsent.NOTHING_SAID;
        for (Object event : events) {
            ConsentDecision decision = event instanceof BlockReport report
                    ? ConsentPolicy.decide(current, report)
                    : ConsentPolicy.decide(current, (TextMessage) event, OptOutScopeSetting.MARKETING);
            current = decision.after();
        }
        return current;
    }

    private static Instant randomTime(Random random) {
        return EPOCH.plusSeconds(random.nextInt(6));
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
            Instant receivedAt = randomTime(random);
            texts.add(
                    switch (random.nextInt(7)) {
                        case 0, 1 -> new TextMessage("t" + i, TextMeaning.OPT_IN, false, false, receivedAt);
                        case 2, 3 -> new TextMessage("t" + i, TextMeaning.OPT_OUT, false, false, receivedAt);
                        case 4, 5 -> new TextMessage("t" + i, TextMeaning.OPT_OUT, true, false, receivedAt);
                        default -> new TextMessage("t" + i, TextMeaning.HELP, false, false, receivedAt);
                    });
        }
        return texts;
    }
}

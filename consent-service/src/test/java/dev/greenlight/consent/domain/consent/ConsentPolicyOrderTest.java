package dev.greenlight.consent.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.OptOutScopes;
import dev.greenlight.consent.domain.settings.ScheduledScope;
import dev.greenlight.consent.domain.settings.SettingsCommand;
import dev.greenlight.consent.domain.settings.SettingsPolicy;
import dev.greenlight.consent.domain.settings.TenantSettings;
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

    /** A scope may change in the middle of the texts, at once or as announced: each is read by its own time. */
    @RepeatedTest(500)
    void scopeOfATextIsThatOfItsTimeWheneverItComes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<TextMessage> sent = randomTexts(random);
        TenantSettings settings = randomSettings(random);
        List<TextMessage> delivered = new ArrayList<>(sent);
        delivered.addAll(sent.subList(0, random.nextInt(sent.size() + 1)));
        Collections.shuffle(delivered, random);

        Consent consent = applyAll(delivered, settings);
        assertThat(consent).isEqualTo(applyAll(sent, settings));
        assertThat(seen(consent)).isEqualTo(read(sent, settings));
    }

    /** Before the change or announcement is known nothing is read by it; texts from before it may come after it. */
    @RepeatedTest(500)
    void whetherAnOlderTextComesBeforeOrAfterTheChangeOfScopeIsNotSeen(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        TenantSettings settings = randomSettings(random);
        List<TextMessage> early = new ArrayList<>(randomTexts(random));
        List<TextMessage> late = new ArrayList<>();
        early.removeIf(text -> {
            boolean comesLate = random.nextBoolean() || !text.receivedAt().isBefore(settings.changedAt());
            return comesLate && late.add(text);
        });
        List<TextMessage> sent = new ArrayList<>(early);
        sent.addAll(late);

        var current = ContactConsent.NOTHING_SAID;
        for (TextMessage text : early) {
            current =
                    ConsentPolicy.decide(current, text, TenantSettings.DEFAULTS).after();
        }
        for (TextMessage text : late) {
            current = ConsentPolicy.decide(current, text, settings).after();
        }
        assertThat(seen(current.consent())).isEqualTo(read(sent, settings));
    }

    private static TenantSettings randomSettings(Random random) {
        Instant changedAt = randomTime(random);
        List<OptOutScopeSetting> scopes = new ArrayList<>(List.of(OptOutScopeSetting.values()));
        Collections.shuffle(scopes, random);
        var scheduled = random.nextBoolean()
                ? new ScheduledScope(scopes.getLast(), changedAt.plusSeconds(1 + random.nextInt(3)))
                : null;
        var command = new SettingsCommand(
                "s1",
                null,
                changedAt,
                "office",
                TenantSettings.DEFAULTS.choices().withScopes(scopes.getFirst(), scheduled));
        return SettingsPolicy.decide(TenantSettings.DEFAULTS, command).after();
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
        // the scope comes with the text, so that both scopes are mixed for one number
        return applyAll(texts, OptOutScopeSetting.MARKETING);
    }

    private static Consent applyAll(List<TextMessage> texts, OptOutScopes scopes) {
        var current = ContactConsent.NOTHING_SAID;
        for (TextMessage text : texts) {
            current = ConsentPolicy.decide(current, text, scopes).after();
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
        return read(texts, OptOutScopeSetting.MARKETING);
    }

    private static String read(List<TextMessage> texts, OptOutScopes scopes) {
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
                everything |= text.stopsEverything() || scopes.at(text.receivedAt()) != OptOutScopeSetting.MARKETING;
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

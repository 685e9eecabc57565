package dev.greenlight.consent.domain.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.email.EmailAct.Answer;
import dev.greenlight.consent.domain.email.EmailAct.Ask;
import dev.greenlight.consent.domain.email.EmailAct.Lift;
import dev.greenlight.consent.domain.email.EmailAct.Suppress;
import dev.greenlight.consent.domain.email.EmailDecision.Decided;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever office, lists and forms do and in whatever order: it takes the person's own link to opt an address in. */
class OnlyThePersonOptsInByEmailTest {

    private static final int STORIES = 100_000;
    private static final Choices CHOICES = new Choices(OptOutScopeSetting.ALL, true, true, 5, 3);

    @Test
    void withoutTheLinkNothingOptsInAndNothingBringsBackWhoUnsubscribed() {
        Set<EmailOutcome> outcomes = EnumSet.noneOf(EmailOutcome.class);
        for (int seed = 0; seed < STORIES; seed++) {
            Random random = new Random(seed);
            EmailConsent current = EmailConsent.NOTHING_KNOWN;
            boolean unsubscribed = false;
            for (int i = 1 + random.nextInt(14); i > 0; i--) {
                EmailAct act = withoutLink("c" + i, random);
                unsubscribed |=
                        act instanceof Suppress suppress && suppress.reason().isThePersons();
                if (EmailPolicy.decide(current, act, CHOICES) instanceof Decided decided) {
                    outcomes.add(decided.outcome());
                    current = decided.after();
                }
                assertThat(current.status()).as("seed %d", seed).isNotEqualTo(EmailStatus.OPTED_IN);
                assertThat(current.isOptedOut()).as("seed %d", seed).isEqualTo(unsubscribed);
            }
        }
        assertThat(outcomes).contains(EmailOutcome.REQUESTED, EmailOutcome.REFUSED, EmailOutcome.UNSUPPRESSED);
    }

    @Test
    void behindEveryOptInIsAYesInTimeAndAfterWhateverThePersonUnsubscribed() {
        int optIns = 0;
        int broughtBack = 0;
        for (int seed = 0; seed < STORIES; seed++) {
            Random random = new Random(seed);
            EmailConsent current = EmailConsent.NOTHING_KNOWN;
            Map<String, Ask> opened = new HashMap<>();
            List<Suppress> unsubscribed = new ArrayList<>();
            for (int i = 1 + random.nextInt(14); i > 0; i--) {
                EmailAct act = random.nextInt(3) == 0 ? answer(i, random) : withoutLink("c" + i, random);
                if (act instanceof Suppress suppress && suppress.reason() == SuppressionReason.UNSUBSCRIBE) {
                    unsubscribed.add(suppress);
                }
                if (!(EmailPolicy.decide(current, act, CHOICES) instanceof Decided decided)) {
                    continue;
                }
                if (act instanceof Ask ask && decided.outcome() == EmailOutcome.REQUESTED) {
                    opened.put(ask.commandId(), ask);
                }
                EmailConsent after = decided.after();
                if (after.status() == EmailStatus.OPTED_IN && current.status() != EmailStatus.OPTED_IN) {
                    optIns++;
                    assertThat(act).as("seed %d", seed).isInstanceOf(Answer.class);
                    Answer yes = (Answer) act;
                    Ask ask = Objects.requireNonNull(opened.get(yes.requestId()), "answered, and never asked");
                    assertThat(yes.yes()).isTrue();
                    assertThat(yes.at())
                            .isBetween(
                                    ask.at(), ask.at().plus(5, ChronoUnit.DAYS).minusMillis(1));
                    assertThat(unsubscribed)
                            .as("seed %d", seed)
                            .allMatch(suppress -> suppress.at().isBefore(ask.at()));
                    if (!unsubscribed.isEmpty()) {
                        broughtBack++;
                        assertThat(ask.byForm()).as("seed %d", seed).isTrue();
                    }
                }
                for (SuppressionReason reason : current.reasons()) {
                    if (!after.reasons().contains(reason)) {
                        assertThat(act)
                                .as("seed %d", seed)
                                .isInstanceOf(reason == SuppressionReason.UNSUBSCRIBE ? Answer.class : Lift.class);
                        assertThat(reason).isNotEqualTo(SuppressionReason.SPAM_REPORT);
                    }
                }
                current = after;
            }
        }
        assertThat(optIns).isGreaterThan(1_000);
        assertThat(broughtBack).isGreaterThan(100);
    }

    @Test
    void whatIsSaidSinceARequestIsTheSameInEveryOrderOfArrival() {
        Set<EmailStatus> ends = EnumSet.noneOf(EmailStatus.class);
        for (int seed = 0; seed < STORIES; seed++) {
            Random random = new Random(seed);
            var ask = new Ask("r", at(2), origin(random), random.nextBoolean());
            EmailConsent asked = hear(EmailConsent.NOTHING_KNOWN, List.of(ask));
            List<EmailAct> acts = new ArrayList<>();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                acts.add(
                        random.nextInt(3) == 0
                                ? suppressOrLift("c" + i, random)
                                : new Answer("c" + i, at(random.nextInt(9)), "r", random.nextInt(3) > 0));
            }
            List<EmailAct> delivered = new ArrayList<>(acts);
            delivered.addAll(acts.subList(0, random.nextInt(acts.size() + 1)));
            Collections.shuffle(delivered, random);

            EmailConsent inOrder = hear(asked, acts);
            EmailConsent shuffled = hear(asked, delivered);

            assertThat(shuffled.marks()).as("seed %d", seed).isEqualTo(inOrder.marks());
            assertThat(shuffled.requests()).as("seed %d", seed).isEqualTo(inOrder.requests());
            ends.add(shuffled.status());
        }
        assertThat(ends).containsOnly(EmailStatus.values());
    }

    private static EmailConsent hear(EmailConsent consent, List<EmailAct> acts) {
        EmailConsent current = consent;
        for (EmailAct act : acts) {
            if (EmailPolicy.decide(current, act, CHOICES) instanceof Decided decided) {
                current = decided.after();
            }
        }
        return current;
    }

    private static EmailAct withoutLink(String commandId, Random random) {
        return random.nextBoolean()
                ? suppressOrLift(commandId, random)
                : new Ask(commandId, at(random.nextInt(20)), origin(random), random.nextBoolean());
    }

    /** Fewer of the reasons that nothing lifts: stories would end with them. */
    private static EmailAct suppressOrLift(String commandId, Random random) {
        SuppressionReason reason = random.nextInt(4) > 0
                ? SuppressionReason.UNSUBSCRIBE
                : SuppressionReason.values()[random.nextInt(SuppressionReason.values().length)];
        Instant at = at(random.nextInt(12));
        return random.nextInt(3) == 0
                ? new Suppress(commandId, at, reason)
                : new Lift(commandId, at, random.nextBoolean() ? Authority.ADMIN : Authority.OFFICE);
    }

    /** A link of a request that there may have been lately, at any time. */
    private static Answer answer(int left, Random random) {
        return new Answer(
                "c" + left, at(random.nextInt(20)), "c" + (left + 1 + random.nextInt(4)), random.nextInt(4) > 0);
    }

    private static Origin origin(Random random) {
        OptInSource source = OptInSource.values()[random.nextInt(OptInSource.values().length)];
        return new Origin(source, "", "", "somebody");
    }

    private static Instant at(int day) {
        return Instant.EPOCH.plus(day, ChronoUnit.DAYS);
    }
}

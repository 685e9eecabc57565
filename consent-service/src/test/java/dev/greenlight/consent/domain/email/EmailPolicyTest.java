package dev.greenlight.consent.domain.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.email.EmailAct.Lift;
import dev.greenlight.consent.domain.email.EmailAct.Suppress;
import dev.greenlight.consent.domain.email.EmailDecision.Decided;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class EmailPolicyTest {

    private static final Choices CHOICES = TenantSettings.DEFAULTS.choices();

    private int commands;

    @ParameterizedTest
    @EnumSource(SuppressionReason.class)
    void everyReasonSuppresses(SuppressionReason reason) {
        Decided decided = decide(EmailConsent.NOTHING_KNOWN, suppress(reason, 10));

        assertThat(decided.outcome()).isEqualTo(EmailOutcome.SUPPRESSED);
        assertThat(decided.causes()).hasSize(1);
        assertThat(decided.changesWhatIsSeen()).isTrue();
        assertThat(decided.after().suppression()).isEqualTo(new Suppression(reason, at(10)));
        assertThat(decided.after().isOptedOut()).isEqualTo(reason.isThePersons());
    }

    @ParameterizedTest
    @EnumSource(
            value = SuppressionReason.class,
            names = {"BOUNCE", "MANUAL_UNSUBSCRIBE"})
    void officeLiftsWhatIsItsOwn(SuppressionReason reason) {
        Decided decided = decide(after(suppress(reason, 10)), lift(Authority.OFFICE, 20));

        assertThat(decided.outcome()).isEqualTo(EmailOutcome.UNSUPPRESSED);
        assertThat(decided.causes()).containsExactly(EmailCause.OFFICE_LIFTS);
        assertThat(decided.after().suppression()).isNull();
        assertThat(decided.after().since()).isEqualTo(at(20));
    }

    @ParameterizedTest
    @EnumSource(
            value = SuppressionReason.class,
            names = {"BOUNCE", "MANUAL_UNSUBSCRIBE"},
            mode = Mode.EXCLUDE)
    void officeLiftsNothingElse(SuppressionReason reason) {
        EmailConsent before = after(suppress(reason, 10));

        Decided decided = decide(before, lift(Authority.OFFICE, 20));

        assertThat(decided.outcome()).isEqualTo(EmailOutcome.REFUSED);
        assertThat(decided.causes())
                .containsExactly(
                        reason.isThePersons() ? EmailCause.ONLY_THE_PERSON_LIFTS : EmailCause.ONLY_AN_ADMIN_LIFTS);
        assertThat(decided.after().suppression()).isEqualTo(before.suppression());
        assertThat(decided.changesWhatIsSeen()).isFalse();
    }

    @Test
    void adminLiftsNeverEmailAndNothingOfThePersons() {
        Decided lifted = decide(after(suppress(SuppressionReason.NEVER_EMAIL, 10)), lift(Authority.ADMIN, 20));
        Decided refused = decide(after(suppress(SuppressionReason.SPAM_REPORT, 10)), lift(Authority.ADMIN, 20));

        assertThat(lifted.outcome()).isEqualTo(EmailOutcome.UNSUPPRESSED);
        assertThat(lifted.causes()).containsExactly(EmailCause.ADMIN_LIFTS);
        assertThat(refused.outcome()).isEqualTo(EmailOutcome.REFUSED);
        assertThat(refused.causes()).containsExactly(EmailCause.ONLY_THE_PERSON_LIFTS);
    }

    @Test
    void stricterReasonShowsAndALesserOneStaysBehindIt() {
        EmailConsent both = after(suppress(SuppressionReason.NEVER_EMAIL, 10));

        Decided bounced = decide(both, suppress(SuppressionReason.BOUNCE, 20));

        assertThat(bounced.outcome()).isEqualTo(EmailOutcome.NOTED);
        assertThat(bounced.causes()).containsExactly(EmailCause.ADDRESS_BOUNCED, EmailCause.STRICTER_REASON_STAYS);
        assertThat(bounced.changesWhatIsSeen()).isFalse();
        assertThat(bounced.after().reasons()).containsExactly(SuppressionReason.BOUNCE, SuppressionReason.NEVER_EMAIL);
        Decided unsubscribed = decide(bounced.after(), suppress(SuppressionReason.UNSUBSCRIBE, 30));
        assertThat(unsubscribed.outcome()).isEqualTo(EmailOutcome.SUPPRESSED);
        assertThat(unsubscribed.after().suppression())
                .isEqualTo(new Suppression(SuppressionReason.UNSUBSCRIBE, at(30)));
    }

    @Test
    void refusedLiftStillLiftsWhatItMay() {
        EmailConsent both = after(suppress(SuppressionReason.BOUNCE, 10), suppress(SuppressionReason.UNSUBSCRIBE, 11));

        Decided decided = decide(both, lift(Authority.OFFICE, 20));

        assertThat(decided.outcome()).isEqualTo(EmailOutcome.REFUSED);
        assertThat(decided.causes()).containsExactly(EmailCause.ONLY_THE_PERSON_LIFTS, EmailCause.OTHER_REASONS_LIFTED);
        assertThat(decided.after().reasons()).containsExactly(SuppressionReason.UNSUBSCRIBE);
    }

    @Test
    void atOneTimeTheSuppressionWins() {
        EmailConsent suppressed = after(suppress(SuppressionReason.BOUNCE, 10));
        EmailConsent lifted = after(lift(Authority.OFFICE, 10));

        assertThat(decide(suppressed, lift(Authority.OFFICE, 10)).outcome()).isEqualTo(EmailOutcome.STALE);
        assertThat(decide(suppressed, lift(Authority.OFFICE, 10)).causes())
                .containsExactly(EmailCause.SUPPRESSED_SINCE);
        assertThat(decide(lifted, suppress(SuppressionReason.BOUNCE, 10)).outcome())
                .isEqualTo(EmailOutcome.SUPPRESSED);
    }

    @Test
    void whatIsOlderThanItsLiftSuppressesNothing() {
        EmailConsent lifted = after(suppress(SuppressionReason.BOUNCE, 10), lift(Authority.OFFICE, 20));

        Decided late = decide(lifted, suppress(SuppressionReason.BOUNCE, 15));

        assertThat(late.outcome()).isEqualTo(EmailOutcome.STALE);
        assertThat(late.causes()).containsExactly(EmailCause.ADDRESS_BOUNCED, EmailCause.LIFTED_SINCE);
        assertThat(late.after().suppression()).isNull();
        assertThat(decide(lifted, suppress(SuppressionReason.BOUNCE, 30)).outcome())
                .isEqualTo(EmailOutcome.SUPPRESSED);
    }

    @Test
    void saidAgainIsConfirmedWithTheNewerTime() {
        EmailConsent known = after(suppress(SuppressionReason.UNSUBSCRIBE, 10));

        Decided again = decide(known, suppress(SuppressionReason.UNSUBSCRIBE, 20));

        assertThat(again.outcome()).isEqualTo(EmailOutcome.CONFIRMED);
        assertThat(again.after().suppression()).isEqualTo(new Suppression(SuppressionReason.UNSUBSCRIBE, at(20)));
        Decided older = decide(again.after(), suppress(SuppressionReason.UNSUBSCRIBE, 15));
        assertThat(older.outcome()).isEqualTo(EmailOutcome.CONFIRMED);
        assertThat(older.changesWhatIsSeen()).isFalse();
    }

    @Test
    void nothingToLiftIsNoted() {
        Decided decided = decide(EmailConsent.NOTHING_KNOWN, lift(Authority.OFFICE, 10));

        assertThat(decided.outcome()).isEqualTo(EmailOutcome.NOTED);
        assertThat(decided.causes()).containsExactly(EmailCause.NOT_SUPPRESSED);
        assertThat(decided.after().since()).isNull();
    }

    @Test
    void repeatedCommandChangesNothingThoughItsTimeIsNewer() {
        var bounce = new Suppress("c", at(10), SuppressionReason.BOUNCE);
        EmailConsent lifted = after(bounce, lift(Authority.OFFICE, 20));

        assertThat(EmailPolicy.decide(lifted, new Suppress("c", at(30), SuppressionReason.BOUNCE), CHOICES))
                .isInstanceOf(EmailDecision.Repeated.class);
    }

    private EmailConsent after(EmailAct... acts) {
        EmailConsent consent = EmailConsent.NOTHING_KNOWN;
        for (EmailAct act : acts) {
            consent = decide(consent, act).after();
        }
        return consent;
    }

    private Suppress suppress(SuppressionReason reason, int second) {
        return new Suppress("c" + ++commands, at(second), reason);
    }

    private Lift lift(Authority authority, int second) {
        return new Lift("c" + ++commands, at(second), authority);
    }

    private static Decided decide(EmailConsent before, EmailAct act) {
        return (Decided) EmailPolicy.decide(before, act, CHOICES);
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}

package dev.greenlight.eligibility.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactFlags;
import dev.greenlight.eligibility.domain.contact.ContactMethod;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.contact.OptOutScope;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SmsMarketingRulesTest {

    private static final Cause RECORD = new Cause("change-1", Instant.parse("2026-03-01T10:00:00Z"), "front-office");
    private static final Cause TEXT = new Cause("entry-1", Instant.parse("2026-03-02T10:00:00Z"), "text START");

    /** The conditions of the decision table, one bit each; a set bit is what the audience asks for. */
    private enum Wanted {
        MOBILE(1, Exclusion.NOT_A_MOBILE_NUMBER),
        MARKETING_UPDATES(2, Exclusion.MARKETING_UPDATES_OFF),
        OPTED_IN(4, Exclusion.OPTED_OUT),
        MAIL_ALLOWED(8, Exclusion.DO_NOT_MAIL),
        SERVICE_ALLOWED(16, Exclusion.DO_NOT_SERVICE),
        ACTIVE(32, Exclusion.INACTIVE_CUSTOMER);

        private final int bit;
        private final Exclusion otherwise;

        Wanted(int bit, Exclusion otherwise) {
            this.bit = bit;
            this.otherwise = otherwise;
        }

        boolean in(int combination) {
            return (combination & bit) != 0;
        }
    }

    static IntStream everyCombination() {
        return IntStream.range(0, 1 << Wanted.values().length);
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void onlyTheCombinationWithEverythingIsEligible(int combination) {
        Eligibility answer = judge(combination);

        assertThat(answer.isEligible()).isEqualTo(combination == (1 << Wanted.values().length) - 1);
        assertThat(answer.exclusions()).containsExactlyInAnyOrderElementsOf(expectedExclusions(combination));
        assertThat(answer.findings()).hasSameSizeAs(EligibilityRules.SMS_MARKETING.conditions());
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void settingASuppressionNeverMakesAnybodyEligible(int combination) {
        boolean before = judge(combination).isEligible();
        for (Wanted wanted : Wanted.values()) {
            boolean after = judge(combination & ~wanted.bit).isEligible();
            assertThat(after && !before).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, NOT_OPTED_IN",
        "NEVER_ASKED, NOT_OPTED_IN",
        "PENDING, NOT_OPTED_IN",
        "OPTED_OUT, OPTED_OUT",
        "ON_HOLD, ON_HOLD",
        "BLOCKED_AT_GATEWAY, BLOCKED_AT_GATEWAY"
    })
    void everyConsentThatIsNotAnOptInHasItsReason(ConsentStatus status, Exclusion expected) {
        assertThat(judge(allFlags(), status).exclusions()).containsExactly(expected);
    }

    @Test
    void nothingSaidIsNotOptedIn() {
        var subject = new Subject(facts(allFlags()).holder("c-1"), null, CompanySettings.DEFAULTS);

        assertThat(EligibilityRules.SMS_MARKETING.judge(subject).exclusions()).containsExactly(Exclusion.NOT_OPTED_IN);
    }

    @Test
    void anAddressOnNoRecordIsNotEligibleAndTheRestIsNotKnown() {
        Eligibility answer = EligibilityRules.SMS_MARKETING.judge(
                new Subject(null, consent(ConsentStatus.OPTED_IN), CompanySettings.DEFAULTS));

        assertThat(answer.isEligible()).isFalse();
        assertThat(answer.exclusions()).containsExactly(Exclusion.CONTACT_METHOD_REMOVED);
        assertThat(answer.findings())
                .filteredOn(finding -> finding.outcome() == Finding.Outcome.NOT_KNOWN)
                .extracting(Finding::condition)
                .containsExactly(
                        Condition.ACTIVE_CUSTOMER,
                        Condition.MOBILE_NUMBER,
                        Condition.MARKETING_UPDATES_ON,
                        Condition.DO_NOT_MAIL_OFF,
                        Condition.DO_NOT_SERVICE_OFF);
    }

    @ParameterizedTest
    @EnumSource(names = {"JOB_NOTIFICATIONS", "EMAIL", "DO_NOT_SEND_PROMOTIONAL_EMAILS"})
    void whatConcernsOtherChannelsDoesNotMatter(Flag flag) {
        assertThat(judge(allFlags().with(flag, true), ConsentStatus.OPTED_IN).isEligible())
                .isTrue();
    }

    @Test
    void eachFindingNamesTheChangeThatSetIt() {
        var later = new Cause("change-2", Instant.parse("2026-03-05T10:00:00Z"), "back-office");
        ContactFacts facts = facts(allFlags())
                .withFlags(new ContactFlags(
                        "c-1", 2, new ContactMethod("m-1", "en", allFlags().with(Flag.DO_NOT_MAIL, true)), later));

        var findings = EligibilityRules.SMS_MARKETING
                .judge(new Subject(facts.holder("c-1"), consent(ConsentStatus.OPTED_IN), CompanySettings.DEFAULTS))
                .findings();

        assertThat(findings)
                .filteredOn(finding -> finding.condition() == Condition.DO_NOT_MAIL_OFF)
                .extracting(Finding::setBy)
                .containsExactly(later);
        assertThat(findings)
                .filteredOn(finding -> finding.condition() == Condition.OPTED_IN)
                .extracting(Finding::setBy)
                .containsExactly(TEXT);
        assertThat(findings)
                .filteredOn(finding -> finding.condition() == Condition.MOBILE_NUMBER)
                .extracting(Finding::setBy)
                .containsExactly(RECORD);
    }

    private static List<Exclusion> expectedExclusions(int combination) {
        return Stream.of(Wanted.values())
                .filter(wanted -> !wanted.in(combination))
                .map(wanted -> wanted.otherwise)
                .toList();
    }

    private static Eligibility judge(int combination) {
        Flags flags = Flags.NONE
                .with(Flag.MOBILE, Wanted.MOBILE.in(combination))
                .with(Flag.MARKETING_UPDATES, Wanted.MARKETING_UPDATES.in(combination))
                .with(Flag.DO_NOT_MAIL, !Wanted.MAIL_ALLOWED.in(combination))
                .with(Flag.DO_NOT_SERVICE, !Wanted.SERVICE_ALLOWED.in(combination))
                .with(Flag.ACTIVE_CUSTOMER, Wanted.ACTIVE.in(combination));
        return judge(flags, Wanted.OPTED_IN.in(combination) ? ConsentStatus.OPTED_IN : ConsentStatus.OPTED_OUT);
    }

    private static Eligibility judge(Flags flags, ConsentStatus status) {
        return EligibilityRules.SMS_MARKETING.judge(
                new Subject(facts(flags).holder("c-1"), consent(status), CompanySettings.DEFAULTS));
    }

    private static ContactFacts facts(Flags flags) {
        return ContactFacts.NOTHING.withFlags(
                new ContactFlags("c-1", 1, new ContactMethod("m-1", "en", flags), RECORD));
    }

    private static Flags allFlags() {
        return Flags.of(Flag.MOBILE, Flag.MARKETING_UPDATES, Flag.ACTIVE_CUSTOMER);
    }

    private static Consent consent(ConsentStatus status) {
        return new Consent(status, OptOutScope.NONE, 1, TEXT, null);
    }
}

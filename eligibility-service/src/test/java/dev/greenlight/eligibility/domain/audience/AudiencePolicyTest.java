package dev.greenlight.eligibility.domain.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactFlags;
import dev.greenlight.eligibility.domain.contact.ContactMethod;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.contact.OptOutScope;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.rule.Subject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AudiencePolicyTest {

    private static final Flags ALLOWED = Flags.of(Flag.MOBILE, Flag.MARKETING_UPDATES, Flag.ACTIVE_CUSTOMER);

    private Contact contact = Contact.UNKNOWN;

    @Test
    void aGrantMakesEveryHolderAMemberSinceThen() {
        flags("c-1", 1, ALLOWED, 10);
        flags("c-2", 1, ALLOWED, 11);

        List<Difference> differences = consent(1, ConsentStatus.OPTED_IN, 20);

        assertThat(differences)
                .hasOnlyElementsOfType(Difference.Joined.class)
                .extracting(Difference::membership)
                .containsExactly(member("c-1", 20), member("c-2", 20));
    }

    @ParameterizedTest
    @EnumSource
    void whoIsOutOfQuestionIsNotLetInByTheRules(Audience audience) {
        var consent = new Consent(
                ConsentStatus.OPTED_IN,
                OptOutScope.NONE,
                1,
                new Cause("entry-1", Instant.ofEpochSecond(1), "text"),
                null);
        int outOfQuestion = 0;
        for (int bits = 0; bits < 1 << 13; bits++) {
            flags("c-1", bits + 1, new Flags(bits), 10);
            Holder holder = contact.facts().holder("c-1");
            if (holder != null && audience.isOutOfQuestionFor(holder)) {
                outOfQuestion++;
                assertThat(audience.rules()
                                .judge(new Subject(holder, consent, CompanySettings.DEFAULTS))
                                .isEligible())
                        .isFalse();
            }
        }
        assertThat(outOfQuestion).isPositive();
    }

    @Test
    void theOrderOfArrivalDoesNotChangeSinceWhenSomebodyIsAMember() {
        consent(1, ConsentStatus.OPTED_IN, 20);

        List<Difference> differences = flags("c-1", 1, ALLOWED, 10);

        assertThat(differences).extracting(Difference::membership).containsExactly(member("c-1", 20));
    }

    @Test
    void aStopTakesEveryHolderOutWithTheReason() {
        flags("c-1", 1, ALLOWED, 10);
        consent(1, ConsentStatus.OPTED_IN, 20);

        List<Difference> differences = consent(2, ConsentStatus.OPTED_OUT, 30);

        assertThat(differences).singleElement().isInstanceOfSatisfying(Difference.Left.class, left -> {
            assertThat(left.exclusions()).containsExactly(Exclusion.OPTED_OUT);
            assertThat(left.cause().eventId()).isEqualTo("entry-2");
            assertThat(left.membership()).isEqualTo(member("c-1", 20));
        });
        assertThat(contact.published()).isEqualTo(Memberships.NONE);
    }

    @Test
    void whoLeavesHearsEveryReason() {
        flags("c-1", 1, ALLOWED, 10);
        consent(1, ConsentStatus.OPTED_IN, 20);

        List<Difference> differences = flags("c-1", 2, Flags.of(Flag.DO_NOT_SERVICE), 30);

        assertThat(differences)
                .singleElement()
                .isInstanceOfSatisfying(
                        Difference.Left.class,
                        left -> assertThat(left.exclusions())
                                .containsExactly(
                                        Exclusion.INACTIVE_CUSTOMER,
                                        Exclusion.NOT_A_MOBILE_NUMBER,
                                        Exclusion.MARKETING_UPDATES_OFF,
                                        Exclusion.DO_NOT_SERVICE));
    }

    @Test
    void aRemovedContactMethodLeavesAndIsForgotten() {
        consent(1, ConsentStatus.OPTED_IN, 5);
        flags("c-1", 1, ALLOWED, 10);

        List<Difference> differences = apply(
                contact.facts().withFlags(new ContactFlags("c-1", 2, null, cause("change-2", 20))),
                cause("change-2", 20));

        assertThat(differences)
                .singleElement()
                .isInstanceOfSatisfying(
                        Difference.Left.class,
                        left -> assertThat(left.exclusions()).containsExactly(Exclusion.CONTACT_METHOD_REMOVED));
        assertThat(contact.facts().holders()).isEmpty();
        assertThat(contact.facts().consent()).isNotNull();
    }

    @Test
    void aChangeThatNobodySeesPublishesNothing() {
        flags("c-1", 1, ALLOWED, 10);
        consent(1, ConsentStatus.OPTED_IN, 20);

        assertThat(flags("c-1", 2, ALLOWED.with(Flag.DO_NOT_SEND_PROMOTIONAL_EMAILS, true), 30))
                .isEmpty();
        assertThat(contact.published().all()).containsExactly(member("c-1", 20));
    }

    @Test
    void aNewGrantRenewsTheProofButNotTheTime() {
        flags("c-1", 1, ALLOWED, 10);
        consent(1, ConsentStatus.OPTED_IN, 20);

        List<Difference> differences = consent(2, ConsentStatus.OPTED_IN, 30);

        assertThat(differences).singleElement().isInstanceOf(Difference.Renewed.class);
        assertThat(contact.published().all()).containsExactly(member("c-1", 20));
    }

    @Test
    void anotherLanguageIsShown() {
        flags("c-1", 1, ALLOWED, 10);
        consent(1, ConsentStatus.OPTED_IN, 20);
        var cause = cause("change-2", 30);

        List<Difference> differences = apply(
                contact.facts().withFlags(new ContactFlags("c-1", 2, new ContactMethod("m-1", "es", ALLOWED), cause)),
                cause);

        assertThat(differences).singleElement().isInstanceOf(Difference.Renewed.class);
    }

    private List<Difference> flags(String customerId, long revision, Flags flags, long second) {
        Cause cause = cause("change-" + revision, second);
        return apply(
                contact.facts()
                        .withFlags(
                                new ContactFlags(customerId, revision, new ContactMethod("m-1", "en", flags), cause)),
                cause);
    }

    private List<Difference> consent(long sequence, ConsentStatus status, long second) {
        Cause cause = cause("entry-" + sequence, second);
        return apply(contact.facts().withConsent(new Consent(status, OptOutScope.NONE, sequence, cause, null)), cause);
    }

    private List<Difference> apply(ContactFacts facts, Cause cause) {
        AudienceDecision decision = AudiencePolicy.decide(contact, facts, CompanySettings.DEFAULTS, cause);
        contact = decision.contact();
        return decision.differences();
    }

    private static Membership member(String customerId, long second) {
        return new Membership(customerId, Audience.SMS_MARKETING, Instant.ofEpochSecond(second));
    }

    private static Cause cause(String eventId, long second) {
        return new Cause(eventId, Instant.ofEpochSecond(second), "test");
    }
}

package dev.greenlight.eligibility.domain.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ExampleFacts;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SendPolicyTest {

    private static final Instant LATER = Instant.parse("2026-07-15T12:00:00Z");
    private static final SendTime OPEN = new SendTime(false, false, LATER);
    private static final SendTime CLOSED = new SendTime(true, false, LATER);
    private static final Flags WITHOUT_UPDATES = Flags.of(Flag.MOBILE, Flag.ACTIVE_CUSTOMER);
    private static final Flags LANDLINE = Flags.of(Flag.MARKETING_UPDATES, Flag.ACTIVE_CUSTOMER);

    @Test
    void whoOptedInIsSentToInsideTheHours() {
        SendDecision decision = decide(optedIn(ExampleFacts.ALLOWED), null, OPEN);

        assertThat(decision.isAllowed()).isTrue();
        assertThat(decision.changesAt()).isEqualTo(LATER);
    }

    @Test
    void outsideThemTheTimeIsTheOnlyReason() {
        assertThat(decide(optedIn(ExampleFacts.ALLOWED), null, CLOSED))
                .isEqualTo(new SendDecision(Set.of(), true, false, LATER));
    }

    @Test
    void theTimeStandsBesideTheOtherReasons() {
        SendDecision decision = decide(ExampleFacts.of(ConsentStatus.OPTED_OUT, LANDLINE), null, CLOSED);

        assertThat(decision.exclusions()).containsExactly(Exclusion.NOT_A_MOBILE_NUMBER, Exclusion.OPTED_OUT);
        assertThat(decision.quietHours()).isTrue();
        assertThat(decision.isAllowed()).isFalse();
    }

    @Test
    void aNumberThatNobodyKnowsIsNotSentToAndTheReasonsAreGiven() {
        SendDecision decision = decide(ContactFacts.NOTHING, null, OPEN);

        assertThat(decision.isAllowed()).isFalse();
        assertThat(decision.exclusions()).containsExactly(Exclusion.CONTACT_METHOD_REMOVED, Exclusion.NOT_OPTED_IN);
    }

    @Test
    void oneOfSeveralCustomersIsEnoughWhereNoneIsNamed() {
        ContactFacts facts = optedIn(WITHOUT_UPDATES, ExampleFacts.ALLOWED);

        assertThat(decide(facts, null, OPEN).isAllowed()).isTrue();
        assertThat(decide(facts, "c-2", OPEN).isAllowed()).isTrue();
        assertThat(decide(facts, "c-1", OPEN).exclusions()).containsExactly(Exclusion.MARKETING_UPDATES_OFF);
    }

    @Test
    void aCustomerWithoutTheAddressIsNotSentTo() {
        assertThat(decide(optedIn(ExampleFacts.ALLOWED), "c-9", OPEN).exclusions())
                .containsExactly(Exclusion.CONTACT_METHOD_REMOVED);
    }

    @Test
    void whereNoCustomerMayBeSentToTheReasonsOfAllAreGiven() {
        assertThat(decide(optedIn(WITHOUT_UPDATES, LANDLINE), null, OPEN).exclusions())
                .containsExactly(Exclusion.NOT_A_MOBILE_NUMBER, Exclusion.MARKETING_UPDATES_OFF);
    }

    private static ContactFacts optedIn(Flags... holders) {
        return ExampleFacts.of(ConsentStatus.OPTED_IN, holders);
    }

    private static SendDecision decide(ContactFacts facts, @Nullable String customerId, SendTime time) {
        return SendPolicy.decide(facts, CompanySettings.DEFAULTS, Audience.SMS_MARKETING, customerId, () -> time);
    }
}

package dev.greenlight.eligibility.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContactFactsTest {

    private static final Flags MOBILE = Flags.of(Flag.MOBILE, Flag.ACTIVE_CUSTOMER);

    @Test
    void aLowerRevisionChangesNothing() {
        ContactFacts facts = ContactFacts.NOTHING.withFlags(news("c-1", 5, MOBILE));

        assertThat(facts.withFlags(news("c-1", 4, Flags.NONE))).isEqualTo(facts);
        assertThat(facts.withFlags(news("c-1", 4, null))).isEqualTo(facts);
    }

    @Test
    void theSameNewsTwiceChangesNothing() {
        ContactFacts facts =
                ContactFacts.NOTHING.withFlags(news("c-1", 5, MOBILE)).withConsent(consent(3));

        assertThat(facts.withFlags(news("c-1", 5, MOBILE)).withConsent(consent(3)))
                .isEqualTo(facts);
    }

    @Test
    void aLowerSequenceChangesNothing() {
        ContactFacts facts = ContactFacts.NOTHING.withConsent(consent(3));

        assertThat(facts.withConsent(consent(2))).isEqualTo(facts);
    }

    @Test
    void anErasedAddressGetsNeitherTextsNorEmailsUntilItsOwnerSaysSomething() {
        var erasure = new Cause("e-1", Instant.EPOCH, "office");
        ContactFacts facts =
                ContactFacts.NOTHING.withFlags(news("c-1", 5, MOBILE)).withConsent(consent(7));

        Consent erased = Objects.requireNonNull(facts.erased(erasure).consent());

        assertThat(erased.status()).isEqualTo(ConsentStatus.OPTED_OUT);
        assertThat(erased.scope()).isEqualTo(OptOutScope.ALL);
        assertThat(erased.suppression()).isEqualTo(Suppression.UNSUBSCRIBE);
        assertThat(facts.erased(erasure).withConsent(consent(1)).consent()).isEqualTo(consent(1));
        assertThat(ContactFacts.NOTHING.withConsent(consent(7)).erased(erasure).isEmpty())
                .as("nobody has it")
                .isTrue();
    }

    @Test
    void theRevisionIsRememberedEvenWhenTheFlagsAreTheSame() {
        ContactFacts facts =
                ContactFacts.NOTHING.withFlags(news("c-1", 1, MOBILE)).withFlags(news("c-1", 7, MOBILE));

        assertThat(facts.holder("c-1")).isNotNull().extracting(Holder::revision).isEqualTo(7L);
        assertThat(facts.withFlags(news("c-1", 6, Flags.NONE))).isEqualTo(facts);
    }

    @Test
    void aRemovedHolderStaysUntilTheChangeIsWorkedOut() {
        ContactFacts facts =
                ContactFacts.NOTHING.withFlags(news("c-1", 1, MOBILE)).withFlags(news("c-1", 2, null));

        assertThat(facts.holder("c-1")).isNotNull();
        assertThat(facts.withoutRemoved().isEmpty()).isTrue();
    }

    @Test
    void removingWhoWasNeverThereChangesNothing() {
        assertThat(ContactFacts.NOTHING.withFlags(news("c-1", 1, null))).isEqualTo(ContactFacts.NOTHING);
    }

    @Test
    void aCustomerThatWasDeletedAndMadeAgainCountsFromOne() {
        ContactFacts facts = ContactFacts.NOTHING
                .withFlags(news("c-1", 9, MOBILE))
                .withFlags(news("c-1", 9, null))
                .withoutRemoved()
                .withFlags(news("c-1", 1, MOBILE));

        assertThat(facts.holders()).hasSize(1);
    }

    @Test
    void holdersDoNotDisturbEachOther() {
        ContactFacts facts = ContactFacts.NOTHING
                .withFlags(news("c-1", 1, MOBILE))
                .withFlags(news("c-2", 1, Flags.NONE))
                .withFlags(news("c-1", 2, null))
                .withoutRemoved();

        assertThat(facts.holders()).extracting(Holder::customerId).containsExactly("c-2");
    }

    @Test
    void personalDataIsNotPrinted() {
        assertThat(new ContactKey("acme", "+15555550123")).hasToString("acme:***");
    }

    private static ContactFlags news(String customerId, long revision, @Nullable Flags flags) {
        var cause = new Cause("change-" + revision, Instant.ofEpochSecond(revision), "front-office");
        return new ContactFlags(
                customerId, revision, flags == null ? null : new ContactMethod("m-1", "en", flags), cause);
    }

    private static Consent consent(long sequence) {
        return new Consent(
                ConsentStatus.OPTED_IN,
                OptOutScope.NONE,
                sequence,
                new Cause("entry-" + sequence, Instant.ofEpochSecond(sequence), "text START"),
                null);
    }
}

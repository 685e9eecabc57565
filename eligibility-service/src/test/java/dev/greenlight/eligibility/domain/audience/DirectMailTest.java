package dev.greenlight.eligibility.domain.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.audience.DirectMailDifference.Joined;
import dev.greenlight.eligibility.domain.audience.DirectMailDifference.Left;
import dev.greenlight.eligibility.domain.audience.DirectMailDifference.Renewed;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.PostalAddress;
import dev.greenlight.eligibility.domain.rule.Condition;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.rule.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DirectMailTest {

    private static final PostalAddress HOME =
            new PostalAddress("12 Example Street", null, "San Francisco", "CA", "94103", "US");
    private static final PostalAddress NEW_HOME =
            new PostalAddress("7 Example Road", "B", "Oakland", "CA", "94601", "US");
    private static final PostalAddress NOWHERE =
            new PostalAddress("12 Example Street", null, "San Francisco", null, null, "US");

    /** The row of the decision table, as the specification has it, and what its failing is called. */
    private enum Fact {
        ACTIVE(true, Exclusion.INACTIVE_CUSTOMER),
        VALID_ADDRESS(true, Exclusion.NO_VALID_POSTAL_ADDRESS),
        DO_NOT_MAIL(false, Exclusion.DO_NOT_MAIL),
        DO_NOT_SERVICE(false, Exclusion.DO_NOT_SERVICE);

        private final boolean wanted;
        private final Exclusion otherwise;

        Fact(boolean wanted, Exclusion otherwise) {
            this.wanted = wanted;
            this.otherwise = otherwise;
        }
    }

    private DirectMail mail = DirectMail.NONE;
    private long revision;

    /** From every combination to every other one, so that what was before is seen to be no matter. */
    @Test
    void everyCombinationIsDecidedAsTheTableSaysWhateverWasBefore() {
        for (Set<Fact> before : combinations()) {
            for (Set<Fact> after : combinations()) {
                mail = DirectMail.NONE;
                hear(before);
                DirectMailDifference difference = hear(after);

                List<Exclusion> reasons = reasonsAgainst(after);
                assertThat(mail.judge().exclusions()).as("%s", after).containsExactlyElementsOf(reasons);
                assertThat(mail.judge().isEligible()).isEqualTo(reasons.isEmpty());
                assertThat(mail.shown() != null).isEqualTo(reasons.isEmpty());
                if (reasonsAgainst(before).isEmpty() == reasons.isEmpty()) {
                    assertThat(difference).as("%s to %s", before, after).isNull();
                } else if (reasons.isEmpty()) {
                    assertThat(difference).isInstanceOf(Joined.class);
                } else {
                    assertThat(of(Left.class, difference).exclusions()).isEqualTo(reasons);
                }
            }
        }
    }

    @Test
    void anotherNameAddressOrLanguageIsShownAndTheMembershipIsAsOldAsBefore() {
        Instant since = of(Joined.class, hear(new Addressee("Ann", HOME, "en"))).since();

        for (Addressee news : List.of(
                new Addressee("Ann Example", HOME, "en"),
                new Addressee("Ann Example", NEW_HOME, "en"),
                new Addressee("Ann Example", NEW_HOME, null))) {
            Renewed renewed = of(Renewed.class, hear(news));

            assertThat(renewed.addressee()).isEqualTo(news);
            assertThat(renewed.since()).isEqualTo(since);
            assertThat(renewed.cause().eventId()).isEqualTo("change-" + revision);
        }
    }

    @Test
    void nothingMovesUnseenFromOneFieldIntoTheNext() {
        hear(new Addressee("Ann", new PostalAddress("1 Elm", "St", "Town", "CA", "94103", "US"), null));

        assertThat(hear(new Addressee("Ann", new PostalAddress("1 ElmSt", null, "Town", "CA", "94103", "US"), null)))
                .isInstanceOf(Renewed.class);
    }

    @Test
    void aChangeThatTheAudienceDoesNotShowIsNone() {
        hear(new Addressee("Ann", HOME, "en"));

        assertThat(hear(new Addressee("Ann", HOME, "en"))).isNull();
    }

    @Test
    void eachFlagIsSetByTheChangeThatMadeItSo() {
        hear(EnumSet.of(Fact.ACTIVE, Fact.VALID_ADDRESS));
        hear(EnumSet.of(Fact.ACTIVE, Fact.VALID_ADDRESS, Fact.DO_NOT_MAIL));
        hear(EnumSet.of(Fact.ACTIVE, Fact.VALID_ADDRESS, Fact.DO_NOT_MAIL, Fact.DO_NOT_SERVICE));

        assertThat(setter(Condition.ACTIVE_CUSTOMER)).isEqualTo("change-1");
        assertThat(setter(Condition.VALID_POSTAL_ADDRESS)).isEqualTo("change-1");
        assertThat(setter(Condition.DO_NOT_MAIL_OFF)).isEqualTo("change-2");
        assertThat(setter(Condition.DO_NOT_SERVICE_OFF)).isEqualTo("change-3");
    }

    @Test
    void whoComesBackIsAMemberSinceThen() {
        hear(EnumSet.of(Fact.ACTIVE, Fact.VALID_ADDRESS));
        hear(EnumSet.of(Fact.VALID_ADDRESS));

        assertThat(of(Joined.class, hear(EnumSet.of(Fact.ACTIVE, Fact.VALID_ADDRESS)))
                        .since())
                .isEqualTo(Instant.ofEpochSecond(3));
    }

    @Test
    void ofARecordThatIsGoneNothingIsLeft() {
        hear(EnumSet.of(Fact.ACTIVE, Fact.VALID_ADDRESS));

        Left left = of(Left.class, delete());

        assertThat(left.exclusions()).containsExactly(Exclusion.NO_CUSTOMER_RECORD);
        assertThat(mail).isEqualTo(DirectMail.NONE);
        assertThat(delete()).as("and a second time").isNull();
    }

    @Test
    void anOlderRevisionChangesNothing() {
        hear(EnumSet.of(Fact.ACTIVE, Fact.VALID_ADDRESS, Fact.DO_NOT_MAIL));
        DirectMail known = mail;

        DirectMail.Decision decision =
                known.hear(new CustomerMail(0, true, false, false, new Addressee("Ann", HOME, null)), cause(9));

        assertThat(decision.mail()).isEqualTo(known);
        assertThat(decision.difference()).isNull();
    }

    @Test
    void ofACustomerThatNobodyKnowsOnlyThatIsSaid() {
        assertThat(DirectMail.NONE.judge().exclusions()).containsExactly(Exclusion.NO_CUSTOMER_RECORD);
        assertThat(DirectMail.NONE.judge().isEligible()).isFalse();
    }

    /** A reader has the customer exactly while the table allows it, and under the name and address of the record. */
    @RepeatedTest(200)
    void theReaderHasWhatTheRecordSays(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        Addressee reader = null;
        Instant since = null;
        for (int step = 0; step < 40; step++) {
            Set<Fact> facts = combinations().get(random.nextInt(16));
            PostalAddress address = random.nextBoolean() ? HOME : NEW_HOME;
            boolean gone = random.nextInt(8) == 0;
            DirectMailDifference difference = gone ? delete() : hear(facts, address);
            if (difference instanceof Joined joined) {
                assertThat(reader).isNull();
                reader = joined.addressee();
                since = joined.since();
            } else if (difference instanceof Renewed renewed) {
                assertThat(reader).isNotNull().isNotEqualTo(renewed.addressee());
                assertThat(renewed.since()).isEqualTo(since);
                reader = renewed.addressee();
            } else if (difference instanceof Left) {
                assertThat(reader).isNotNull();
                reader = null;
            }
            boolean expected = !gone && reasonsAgainst(facts).isEmpty();
            assertThat(reader).isEqualTo(expected ? new Addressee("Ann", address, null) : null);
        }
    }

    private static <D extends DirectMailDifference> D of(Class<D> kind, @Nullable DirectMailDifference difference) {
        assertThat(difference).isInstanceOf(kind);
        return kind.cast(Objects.requireNonNull(difference));
    }

    private static List<Exclusion> reasonsAgainst(Set<Fact> facts) {
        var reasons = new ArrayList<Exclusion>();
        for (Fact fact : Fact.values()) {
            if (facts.contains(fact) != fact.wanted) {
                reasons.add(fact.otherwise);
            }
        }
        return reasons;
    }

    private static List<Set<Fact>> combinations() {
        var all = new ArrayList<Set<Fact>>();
        for (int bits = 0; bits < 1 << Fact.values().length; bits++) {
            Set<Fact> facts = EnumSet.noneOf(Fact.class);
            for (Fact fact : Fact.values()) {
                if ((bits >> fact.ordinal() & 1) == 1) {
                    facts.add(fact);
                }
            }
            all.add(facts);
        }
        return all;
    }

    private String setter(Condition condition) {
        return mail.judge().findings().stream()
                .filter(finding -> finding.condition() == condition)
                .map(Finding::setBy)
                .findFirst()
                .orElseThrow()
                .eventId();
    }

    private @Nullable DirectMailDifference hear(Set<Fact> facts) {
        return hear(facts, HOME);
    }

    private @Nullable DirectMailDifference hear(Set<Fact> facts, PostalAddress valid) {
        PostalAddress address = facts.contains(Fact.VALID_ADDRESS) ? valid : NOWHERE;
        revision++;
        return take(mail.hear(
                new CustomerMail(
                        revision,
                        facts.contains(Fact.ACTIVE),
                        facts.contains(Fact.DO_NOT_MAIL),
                        facts.contains(Fact.DO_NOT_SERVICE),
                        new Addressee("Ann", address, null)),
                cause(revision)));
    }

    private @Nullable DirectMailDifference hear(Addressee addressee) {
        revision++;
        return take(mail.hear(new CustomerMail(revision, true, false, false, addressee), cause(revision)));
    }

    private @Nullable DirectMailDifference delete() {
        revision++;
        return take(mail.hear(null, cause(revision)));
    }

    private @Nullable DirectMailDifference take(DirectMail.Decision decision) {
        mail = decision.mail();
        return decision.difference();
    }

    private static Cause cause(long number) {
        return new Cause("change-" + number, Instant.ofEpochSecond(number), "front-office");
    }
}

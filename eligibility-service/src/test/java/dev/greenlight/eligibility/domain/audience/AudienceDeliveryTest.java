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
import dev.greenlight.eligibility.domain.contact.OptOutScope;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * The lanes meet in any interleaving, and each may repeat what it said or bring something older; the audience at the
 * end is the one that the last word of each lane makes.
 */
class AudienceDeliveryTest {

    private static final List<String> CUSTOMERS = List.of("c-1", "c-2", "c-3");

    /** The last word of each writer, and who is a member because of it: written without the code under test. */
    private static final class Model {

        private final Set<String> allowed = new HashSet<>();
        private boolean optedIn;

        Set<String> members() {
            return optedIn ? allowed : Set.of();
        }
    }

    @RepeatedTest(500)
    void theEndDoesNotDependOnInterleavingOrDuplicates(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var model = new Model();
        List<Deque<Object>> lanes = new ArrayList<>();
        lanes.add(withRepeats(consents(random, model), random));
        for (String customer : CUSTOMERS) {
            lanes.add(withRepeats(flags(customer, random, model), random));
        }

        Contact contact = Contact.UNKNOWN;
        var shown = new HashSet<String>();
        while (!lanes.isEmpty()) {
            Deque<Object> lane = lanes.get(random.nextInt(lanes.size()));
            if (lane.isEmpty()) {
                lanes.remove(lane);
                continue;
            }
            contact = deliver(contact, lane.remove(), shown);
        }

        assertThat(shown).isEqualTo(model.members());
        assertThat(contact.published().all())
                .extracting(Membership::customerId)
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    private static Contact deliver(Contact contact, Object news, Set<String> shown) {
        ContactFacts after = contact.facts();
        Cause cause;
        if (news instanceof Consent consent) {
            after = after.withConsent(consent);
            cause = consent.setBy();
        } else {
            var flags = (ContactFlags) news;
            after = after.withFlags(flags);
            cause = flags.cause();
        }
        AudienceDecision decision = AudiencePolicy.decide(contact, after, CompanySettings.DEFAULTS, cause);
        for (Difference difference : decision.differences()) {
            String customerId = difference.membership().customerId();
            switch (difference) {
                case Difference.Joined joined ->
                    assertThat(shown.add(customerId)).isTrue();
                case Difference.Renewed renewed -> assertThat(shown).contains(customerId);
                case Difference.Left left ->
                    assertThat(shown.remove(customerId)).isTrue();
            }
        }
        return decision.contact();
    }

    private static List<Object> consents(Random random, Model model) {
        var result = new ArrayList<Object>();
        int count = random.nextInt(8);
        for (int sequence = 1; sequence <= count; sequence++) {
            var statuses = ConsentStatus.values();
            ConsentStatus status =
                    random.nextBoolean() ? ConsentStatus.OPTED_IN : statuses[random.nextInt(statuses.length)];
            result.add(new Consent(status, OptOutScope.NONE, sequence, cause("entry-" + sequence, random), null));
            model.optedIn = status == ConsentStatus.OPTED_IN;
        }
        return result;
    }

    private static List<Object> flags(String customer, Random random, Model model) {
        var result = new ArrayList<Object>();
        int count = random.nextInt(8);
        for (int revision = 1; revision <= count; revision++) {
            Flags flags = Flags.of(Flag.MOBILE, Flag.ACTIVE_CUSTOMER)
                    .with(Flag.MARKETING_UPDATES, random.nextInt(4) > 0)
                    .with(Flag.DO_NOT_MAIL, random.nextInt(6) == 0)
                    .with(Flag.DO_NOT_SERVICE, random.nextInt(6) == 0);
            result.add(new ContactFlags(
                    customer,
                    revision,
                    new ContactMethod("m-" + random.nextInt(2), "en", flags),
                    cause(customer + revision, random)));
            boolean allowed = flags.isOn(Flag.MARKETING_UPDATES)
                    && !flags.isOn(Flag.DO_NOT_MAIL)
                    && !flags.isOn(Flag.DO_NOT_SERVICE);
            if (allowed) {
                model.allowed.add(customer);
            } else {
                model.allowed.remove(customer);
            }
        }
        if (count > 0 && random.nextInt(4) == 0) {
            result.add(new ContactFlags(customer, count + 1L, null, cause(customer + "gone", random)));
            model.allowed.remove(customer);
        }
        return result;
    }

    /** Repeats of something that came before: the last word, or something older. */
    private static Deque<Object> withRepeats(List<Object> sent, Random random) {
        var delivered = new ArrayDeque<Object>();
        for (int i = 0; i < sent.size(); i++) {
            delivered.add(sent.get(i));
            if (random.nextInt(3) == 0 && !isRemoval(sent.get(i))) {
                delivered.add(sent.get(random.nextInt(i + 1)));
            }
        }
        return delivered;
    }

    /** Nothing older can follow a removal: see {@link ContactFacts}. */
    private static boolean isRemoval(Object news) {
        return news instanceof ContactFlags flags && flags.held() == null;
    }

    private static Cause cause(String eventId, Random random) {
        return new Cause(eventId, Instant.ofEpochSecond(random.nextInt(1_000)), "test");
    }
}

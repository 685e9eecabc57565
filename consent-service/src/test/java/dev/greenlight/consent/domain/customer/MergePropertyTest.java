package dev.greenlight.consent.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.customer.Customer.Details;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds for every merge, whatever the records say and however its steps arrive. */
class MergePropertyTest {

    private static final List<String> ADDRESSES =
            List.of("+15555550101", "+15555550102", "ann@example.com", "bea@example.com");

    @RepeatedTest(300)
    void survivorIsNeverMorePermissiveThanEither(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Details survivor = details(random, true);
        Details other = details(random, random.nextBoolean());

        Details merged = Absorption.of(survivor, other);

        assertThat(merged.doNotMail()).isEqualTo(survivor.doNotMail() || other.doNotMail());
        assertThat(merged.doNotService()).isEqualTo(survivor.doNotService() || other.doNotService());
        assertThat(merged.doNotSendPromotionalEmails())
                .isEqualTo(survivor.doNotSendPromotionalEmails() || other.doNotSendPromotionalEmails());
        for (String address : ADDRESSES) {
            ContactMethod own = find(survivor, address);
            ContactMethod others = find(other, address);
            ContactMethod now = find(merged, address);
            assertThat(now == null).isEqualTo(own == null && others == null);
            if (now != null) {
                assertThat(now.marketingUpdates()).isEqualTo(all(own, others, other, ContactMethod::marketingUpdates));
                assertThat(now.jobNotifications()).isEqualTo(all(own, others, other, ContactMethod::jobNotifications));
            }
        }
        assertThat(merged.contactMethods())
                .extracting(ContactMethod::contactMethodId)
                .doesNotHaveDuplicates();
        assertThat(Absorption.of(merged, other)).as("repeated").isEqualTo(merged);
    }

    @RepeatedTest(300)
    void orderOfTwoMergesMakesNoDifferenceToWhatMayBeSent(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Details survivor = details(random, true);
        Details first = details(random, true);
        Details second = details(random, true);

        Details oneWay = Absorption.of(Absorption.of(survivor, first), second);
        Details otherWay = Absorption.of(Absorption.of(survivor, second), first);

        assertThat(permissions(oneWay)).isEqualTo(permissions(otherWay));
    }

    @RepeatedTest(300)
    void whicheverRecordSurvivesTheSameMayBeSent(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Details one = details(random, true);
        Details another = details(random, true);

        assertThat(permissions(Absorption.of(one, another))).isEqualTo(permissions(Absorption.of(another, one)));
    }

    @RepeatedTest(300)
    void mergesThatCrossEachOtherLeaveNothingHalfAndNoCircle(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        var records = new Records();
        List<String> ids = List.of("a", "b", "c", "d");
        ids.forEach(id -> records.put(id, details(random, true)));
        Map<String, Customer> before = records.all();
        int asked = 2 + random.nextInt(6);
        for (int i = 0; i < asked; i++) {
            records.ask(ids.get(random.nextInt(4)), ids.get(random.nextInt(4)), "c" + i);
            if (random.nextBoolean()) {
                records.workOffAtRandom(random);
            }
        }
        records.workOffAtRandom(random);

        for (String id : ids) {
            Customer record = records.get(id);
            assertThat(record.merge() == null || record.merge().done()).isTrue();
            assertThat(record.details().active()).isEqualTo(record.mergedToId() == null);
            Customer last = lastOf(records, id);
            for (ContactMethod method :
                    Objects.requireNonNull(before.get(id)).details().contactMethods()) {
                // nothing is lost on the way
                ContactMethod now = Objects.requireNonNull(find(last.details(), method.value()));
                assertThat(now.marketingUpdates() && !method.marketingUpdates()).isFalse();
                assertThat(now.jobNotifications() && !method.jobNotifications()).isFalse();
            }
        }
    }

    private static Customer lastOf(Records records, String id) {
        Set<String> seen = new HashSet<>();
        Customer at = records.get(id);
        for (String next = at.mergedToId(); next != null; next = at.mergedToId()) {
            assertThat(seen.add(next)).as("no circle").isTrue();
            at = records.get(next);
        }
        return at;
    }

    private static boolean all(
            @Nullable ContactMethod own,
            @Nullable ContactMethod others,
            Details other,
            Predicate<ContactMethod> preference) {
        boolean ofOwn = own == null ? other.active() : preference.test(own);
        return ofOwn && (others == null || preference.test(others));
    }

    private static Map<String, List<Boolean>> permissions(Details details) {
        Map<String, List<Boolean>> permissions = new HashMap<>();
        for (ContactMethod method : details.contactMethods()) {
            permissions.put(method.value(), List.of(method.marketingUpdates(), method.jobNotifications()));
        }
        permissions.put(
                "record", List.of(details.doNotMail(), details.doNotService(), details.doNotSendPromotionalEmails()));
        return permissions;
    }

    private static @Nullable ContactMethod find(Details details, String address) {
        return details.contactMethods().stream()
                .filter(method -> method.value().equals(address))
                .findAny()
                .orElse(null);
    }

    private static Details details(Random random, boolean active) {
        List<ContactMethod> methods = new ArrayList<>();
        for (String address : ADDRESSES) {
            if (random.nextBoolean()) {
                var type = address.startsWith("+") ? ContactMethodType.MOBILE : ContactMethodType.EMAIL;
                methods.add(new ContactMethod(
                        "m-" + methods.size(), type, address, random.nextBoolean(), random.nextBoolean()));
            }
        }
        return Records.details(
                active,
                random.nextInt(4) == 0,
                random.nextInt(4) == 0,
                random.nextInt(4) == 0,
                List.of(),
                methods.toArray(ContactMethod[]::new));
    }
}

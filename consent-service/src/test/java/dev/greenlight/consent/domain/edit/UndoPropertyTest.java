package dev.greenlight.consent.domain.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.customer.ContactMethod;
import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.Customer.Details;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import dev.greenlight.consent.domain.customer.CustomerDecision;
import dev.greenlight.consent.domain.customer.CustomerPolicy;
import dev.greenlight.consent.domain.customer.CustomerType;
import dev.greenlight.consent.domain.settings.TenantSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds for every edit and its undo, whatever a record says and whatever is said about it in between. */
class UndoPropertyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, ContactMethodType> ADDRESSES = new TreeMap<>(Map.of(
            "+14155550101", ContactMethodType.MOBILE,
            "+14155550102", ContactMethodType.MOBILE,
            "+14155550103", ContactMethodType.LANDLINE,
            "ann@example.com", ContactMethodType.EMAIL));

    @RepeatedTest(300)
    void editReplacesEveryPreferenceAndNothingElse(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Customer before = customer(random);
        Set<Preference> on = preferences(random);

        Customer after = EditPolicy.edited(before, EditPolicy.changes(before.details(), on), NOON, "editor");

        for (ContactMethod method : after.details().contactMethods()) {
            for (Preference preference : Preference.values()) {
                if (preference.isAbout(method)) {
                    assertThat(preference.isOn(method)).isEqualTo(on.contains(preference));
                }
            }
        }
        assertThat(withoutPreferences(after.details())).isEqualTo(withoutPreferences(before.details()));
        assertThat(EditPolicy.changes(after.details(), on)).isEmpty();
        assertThat(after.revision() - before.revision())
                .isEqualTo(after.details().equals(before.details()) ? 0 : 1);
    }

    @RepeatedTest(2_000)
    void undoRestoresAllButWhatWasSaidSince(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Customer before = customer(random);
        List<PreferenceChange> changes = EditPolicy.changes(before.details(), preferences(random));
        Customer current = EditPolicy.edited(before, changes, NOON, "editor");
        Edited edited = new Edited("e", changes, true);
        Set<String> spoken = new HashSet<>();
        for (int said = random.nextInt(4); said > 0; said--) {
            CustomerCommand command = command(random, said);
            CustomerDecision decision = CustomerPolicy.decide(current, command, TenantSettings.DEFAULTS.choices());
            Customer after = Objects.requireNonNull(decision.after());
            edited = edited.after(command, current.details(), after.details());
            remember(spoken, command, current.details(), after.details());
            current = after;
        }

        Customer restored = EditPolicy.restored(current, edited.changes(), NOON, "editor");

        for (ContactMethod method : restored.details().contactMethods()) {
            for (Preference preference : Preference.values()) {
                if (preference.isAbout(method)) {
                    boolean said = spoken.contains(method.value() + preference);
                    Details source = said ? current.details() : before.details();
                    assertThat(preference.isOn(method))
                            .as("%s of %s, %s", preference, method.value(), said ? "spoken of" : "untouched")
                            .isEqualTo(preference.isOn(Objects.requireNonNull(find(source, method.value()))));
                }
            }
        }
        assertThat(withoutPreferences(restored.details())).isEqualTo(withoutPreferences(current.details()));
    }

    /** Told apart by address, where the code goes by ids: what was named, and what was away for a time or got another id. */
    private static void remember(Set<String> spoken, CustomerCommand command, Details before, Details after) {
        for (RequestedContactMethod asked :
                Objects.requireNonNull(command.fields().contactMethods())) {
            for (Preference preference : Preference.values()) {
                Boolean named = preference.isMarketing() ? asked.marketingUpdates() : asked.jobNotifications();
                if (named != null) {
                    spoken.add(asked.value() + preference);
                }
            }
        }
        for (String address : ADDRESSES.keySet()) {
            ContactMethod then = find(before, address);
            ContactMethod now = find(after, address);
            if (then == null || now == null || !then.contactMethodId().equals(now.contactMethodId())) {
                for (Preference preference : Preference.values()) {
                    spoken.add(address + preference);
                }
            }
        }
    }

    private static Customer customer(Random random) {
        List<ContactMethod> methods = new ArrayList<>();
        ADDRESSES.forEach((address, type) -> methods.add(
                new ContactMethod("m-" + address, type, address, random.nextBoolean(), random.nextBoolean())));
        var details = new Details(
                "Ann",
                true,
                CustomerType.RESIDENTIAL,
                null,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                List.of("VIP"),
                methods,
                null,
                null);
        return new Customer(1, details, NOON, "office", List.of("create"), null);
    }

    private static CustomerCommand command(Random random, int number) {
        List<RequestedContactMethod> methods = new ArrayList<>();
        ADDRESSES.forEach((address, type) -> {
            if (random.nextInt(6) > 0) {
                String id = random.nextInt(8) == 0 ? "other-" + address : null;
                methods.add(new RequestedContactMethod(id, type, address, maybe(random), maybe(random)));
            }
        });
        var fields = new Fields(
                "Ann " + number,
                null,
                null,
                null,
                false,
                maybe(random),
                null,
                null,
                List.of("VIP"),
                methods,
                null,
                false,
                null,
                false);
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        return new CustomerCommand("command " + number, kind, null, NOON.plusSeconds(60 - number), "office", fields);
    }

    private static @Nullable Boolean maybe(Random random) {
        return random.nextInt(3) == 0 ? random.nextBoolean() : null;
    }

    private static Set<Preference> preferences(Random random) {
        Set<Preference> preferences = EnumSet.allOf(Preference.class);
        preferences.removeIf(preference -> random.nextBoolean());
        return preferences;
    }

    private static @Nullable ContactMethod find(Details details, String address) {
        return details.contactMethods().stream()
                .filter(method -> method.value().equals(address))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Object> withoutPreferences(Details details) {
        Map<String, Object> rest = new HashMap<>();
        rest.put("flags", List.of(details.doNotMail(), details.doNotService(), details.doNotSendPromotionalEmails()));
        rest.put("name", details.name());
        rest.put("tags", details.tags());
        rest.put(
                "methods",
                details.contactMethods().stream()
                        .map(method -> method.contactMethodId() + method.type() + method.value())
                        .toList());
        return rest;
    }
}

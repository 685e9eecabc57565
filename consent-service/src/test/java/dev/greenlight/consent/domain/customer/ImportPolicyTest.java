package dev.greenlight.consent.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.command.RecentCommands;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import dev.greenlight.consent.domain.settings.TenantSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportPolicyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String MOBILE = "+15555550123";

    private final Map<String, Customer> records = new TreeMap<>();

    @Test
    void rowCreatesACustomerAsAPutDoes() {
        assertThat(decide(command("row", Kind.IMPORT, NOON, "Ann", null, null, List.of("vip"))))
                .isEqualTo(CommandOutcome.CREATED);

        assertThat(ann().changedAt()).isEqualTo(NOON);
        assertThat(ann().details().contactMethods().getFirst().marketingUpdates())
                .isTrue();
    }

    @Test
    void rowChangesARecordThatIsOlderThanTheList() {
        decide(command("edit", Kind.REPLACE, NOON.minusMillis(1), "Ann", null, null, List.of()));

        assertThat(decide(command("row", Kind.IMPORT, NOON, "Anna", null, null, List.of())))
                .isEqualTo(CommandOutcome.UPDATED);
        assertThat(ann().details().name()).isEqualTo("Anna");
    }

    @Test
    void rowDoesNothingToARecordThatHasChangedSinceTheListWasTaken() {
        decide(command("edit", Kind.REPLACE, NOON, "Ann", null, null, List.of()));
        Customer before = ann();

        assertThat(decide(command("row", Kind.IMPORT, NOON, "Anna", null, null, List.of())))
                .isEqualTo(CommandOutcome.OTHER_REVISION);
        assertThat(ann()).isEqualTo(before);
    }

    @Test
    void rowThatWasForgottenStillUndoesNothing() {
        decide(command("row", Kind.IMPORT, NOON, "Ann", null, null, List.of()));
        for (int i = 1; i <= RecentCommands.REMEMBERED; i++) {
            decide(command("edit-" + i, Kind.REPLACE, NOON.plusSeconds(i), "Ann " + i, null, null, List.of()));
        }
        Customer before = ann();

        assertThat(decide(command("row", Kind.IMPORT, NOON, "Ann", null, null, List.of())))
                .isEqualTo(CommandOutcome.OTHER_REVISION);
        assertThat(ann()).isEqualTo(before);
    }

    @Test
    void rowTurnsNothingOnThatIsOff() {
        decide(command("edit", Kind.REPLACE, NOON.minusSeconds(1), "Ann", true, false, List.of("Email Dormant")));

        decide(command("row", Kind.IMPORT, NOON, "Ann", false, true, List.of("Opted In")));

        var details = ann().details();
        assertThat(details.doNotMail()).isTrue();
        assertThat(details.doNotService()).isTrue();
        assertThat(details.doNotSendPromotionalEmails()).isTrue();
        assertThat(details.contactMethods().getFirst().marketingUpdates()).isFalse();
        assertThat(details.contactMethods().getFirst().jobNotifications()).isFalse();
        assertThat(details.tags()).containsExactly("Email Dormant");
    }

    @Test
    void tagsThatDecideOnEmailAreRecognisedHoweverAListSpellsThem() {
        decide(command("edit", Kind.REPLACE, NOON.minusSeconds(1), "Ann", true, false, List.of(" email DORMANT ")));

        decide(command("row", Kind.IMPORT, NOON, "Ann", false, true, List.of("OPTED IN", " opted in", "vip")));

        assertThat(ann().details().tags()).containsExactly("vip", "Email Dormant");
    }

    @Test
    void rowTurnsOffWhatIsOn() {
        decide(command("edit", Kind.REPLACE, NOON.minusSeconds(1), "Ann", false, true, List.of("Opted In")));

        decide(command("row", Kind.IMPORT, NOON, "Ann", true, false, List.of("Opted In")));

        var details = ann().details();
        assertThat(details.doNotMail()).isTrue();
        assertThat(details.contactMethods().getFirst().marketingUpdates()).isFalse();
        assertThat(details.tags()).containsExactly("Opted In");
    }

    @Test
    void numberThatARowAddsToARecordIsOff() {
        decide(command("edit", Kind.REPLACE, NOON.minusSeconds(1), "Ann", null, null, List.of()));
        var other = new RequestedContactMethod(null, ContactMethodType.MOBILE, "+15555550199", true, true);
        var fields = new Fields(
                "Ann", null, null, null, false, null, null, null, null, List.of(other), null, false, null, false);

        decide(new CustomerCommand("row", Kind.IMPORT, null, NOON, "list", fields));

        assertThat(ann().details().contactMethods().getFirst().marketingUpdates())
                .isFalse();
    }

    /** Against the same without repetitions: what a row did when it was first decided on is all that it ever does. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void listThatIsSentAgainAndAgainEndsLikeTheListThatWasSentOnce(long seed) {
        var random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            Map<String, Customer> once = new TreeMap<>();
            Map<String, Customer> again = new TreeMap<>();
            List<CustomerCommand> list = new ArrayList<>();
            for (int row = 0; row < 5; row++) {
                list.add(anything("row-" + row, Kind.IMPORT, NOON, random));
            }
            int sent = 0;
            for (int step = -10; step < 60; step++) {
                if (step >= 0 && random.nextInt(4) == 0) {
                    int prefix = random.nextInt(list.size() + 1);
                    for (int row = 0; row < prefix; row++) {
                        if (row >= sent) {
                            decide(once, "c-" + row, list.get(row));
                        }
                        decide(again, "c-" + row, list.get(row));
                    }
                    sent = Math.max(sent, prefix);
                } else {
                    var edit = anything("edit-" + step, Kind.REPLACE, NOON.plusSeconds(step), random);
                    String customerId = "c-" + random.nextInt(list.size());
                    decide(once, customerId, edit);
                    decide(again, customerId, edit);
                }
            }

            assertThat(again.keySet()).isEqualTo(once.keySet());
            again.forEach((customerId, customer) -> {
                Customer expected = Objects.requireNonNull(once.get(customerId));
                assertThat(customer.details()).isEqualTo(expected.details());
                assertThat(customer.revision()).isEqualTo(expected.revision());
            });
        }
    }

    private static CustomerCommand anything(String id, Kind kind, Instant at, Random random) {
        return command(
                id,
                kind,
                at,
                "Ann " + random.nextInt(3),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean() ? List.of("Opted In") : List.of());
    }

    private static CustomerCommand command(
            String id,
            Kind kind,
            Instant at,
            String name,
            @Nullable Boolean blocked,
            @Nullable Boolean wants,
            List<String> tags) {
        var method = new RequestedContactMethod(null, ContactMethodType.MOBILE, MOBILE, wants, wants);
        var fields = new Fields(
                name,
                null,
                null,
                null,
                false,
                blocked,
                blocked,
                blocked,
                tags,
                List.of(method),
                null,
                false,
                null,
                false);
        return new CustomerCommand(id, kind, null, at, "somebody", fields);
    }

    private @Nullable CommandOutcome decide(CustomerCommand command) {
        return decide(records, "ann", command);
    }

    private static @Nullable CommandOutcome decide(
            Map<String, Customer> records, String customerId, CustomerCommand command) {
        var decision = CustomerPolicy.decide(records.get(customerId), command, TenantSettings.DEFAULTS.choices());
        if (decision.after() != null) {
            records.put(customerId, decision.after());
        }
        return decision.outcome();
    }

    private Customer ann() {
        return Objects.requireNonNull(records.get("ann"));
    }
}

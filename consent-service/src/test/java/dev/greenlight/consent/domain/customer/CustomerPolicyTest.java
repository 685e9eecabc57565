package dev.greenlight.consent.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.command.RecentCommands;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomerPolicyTest {

    private static final Choices BOTH_ON = TenantSettings.DEFAULTS.choices();
    private static final Choices BOTH_OFF = new Choices(OptOutScopeSetting.ALL, false, false, 7, 2);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RequestedContactMethod MOBILE = mobile("+15555550123");

    private static final PostalAddress HOME = new PostalAddress("1 Main St", "Apt 2", "Reno", "NV", "89501", "US");
    private static final String LINK = "https://portal.example.com/ann";
    private static final Fields EVERYTHING_KNOWN =
            new Fields("Ann", null, null, "es", false, null, null, null, null, null, HOME, false, LINK, false);
    private static final Fields DO_NOT_MAIL =
            new Fields(null, null, null, null, false, true, null, null, null, null, null, false, null, false);
    private static final Fields FORGET =
            new Fields(null, null, null, null, true, null, null, null, null, null, null, true, null, true);

    private @Nullable Customer current;
    private int commands;

    @Test
    void putCreatesACustomerWithTheCompanysDefaults() {
        var decision = decide(put(fields("Ann", MOBILE)), BOTH_ON);

        assertThat(decision.outcome()).isEqualTo(CommandOutcome.CREATED);
        assertThat(customer().revision()).isEqualTo(1);
        assertThat(customer().details().contactMethods())
                .containsExactly(new ContactMethod("contact-1", ContactMethodType.MOBILE, "+15555550123", true, true));
    }

    @Test
    void companyMayTurnTheDefaultsOff() {
        decide(put(fields("Ann", MOBILE)), BOTH_OFF);

        assertThat(onlyMethod().marketingUpdates()).isFalse();
        assertThat(onlyMethod().jobNotifications()).isFalse();
    }

    @Test
    void requestWinsOverTheDefaults() {
        var asked = new RequestedContactMethod("work", ContactMethodType.MOBILE, "+15555550123", false, null);
        decide(put(fields("Ann", asked)), BOTH_ON);

        assertThat(onlyMethod())
                .isEqualTo(new ContactMethod("work", ContactMethodType.MOBILE, "+15555550123", false, true));
    }

    @Test
    void contactMethodAddedLaterStartsOff() {
        decide(put(fields("Ann", MOBILE)), BOTH_ON);
        decide(put(fields("Ann", MOBILE, mobile("+15555550124"))), BOTH_ON);

        assertThat(customer().details().contactMethods())
                .extracting(ContactMethod::marketingUpdates)
                .containsExactly(true, false);
        assertThat(customer().details().contactMethods())
                .extracting(ContactMethod::contactMethodId)
                .containsExactly("contact-1", "contact-2");
    }

    @Test
    void correctedNumberStartsOffBecauseSomebodyElseMayOwnIt() {
        decide(put(fields("Ann", MOBILE)), BOTH_ON);
        decide(put(fields("Ann", mobile("+15555550199"))), BOTH_ON);

        assertThat(onlyMethod().marketingUpdates()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "MERGE"})
    void contactMethodSentAgainUnderAnotherIdKeepsItsPreferences(Kind kind) {
        decide(put(fields("Ann", MOBILE)), BOTH_ON);
        var renamed = new RequestedContactMethod("cell", ContactMethodType.MOBILE, MOBILE.value(), null, null);
        decide(command(kind, fields("Ann", renamed)), BOTH_OFF);

        assertThat(onlyMethod())
                .isEqualTo(new ContactMethod("cell", ContactMethodType.MOBILE, MOBILE.value(), true, true));
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "MERGE"})
    void changedValueUnderAnOldIdStartsOff(Kind kind) {
        decide(put(fields("Ann", MOBILE)), BOTH_ON);
        var moved = new RequestedContactMethod("contact-1", ContactMethodType.MOBILE, "+15555550199", null, null);
        decide(command(kind, fields("Ann", moved)), BOTH_ON);

        assertThat(onlyMethod())
                .isEqualTo(new ContactMethod("contact-1", ContactMethodType.MOBILE, "+15555550199", false, false));
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "MERGE"})
    void contactMethodThatWasAwayStartsOffWhenItComesBack(Kind kind) {
        decide(put(fields("Ann", MOBILE)), BOTH_ON);
        decide(command(kind, fields("Ann")), BOTH_ON);
        decide(command(kind, fields("Ann", MOBILE)), BOTH_ON);

        assertThat(onlyMethod().marketingUpdates()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "MERGE"})
    void addedContactMethodDoesNotTouchTheOthers(Kind kind) {
        decide(put(fields("Ann", MOBILE)), BOTH_ON);
        decide(command(kind, fields("Ann", mobile("+15555550124"), MOBILE)), BOTH_ON);

        assertThat(customer().details().contactMethods())
                .containsExactly(
                        new ContactMethod("contact-2", ContactMethodType.MOBILE, "+15555550124", false, false),
                        new ContactMethod("contact-1", ContactMethodType.MOBILE, MOBILE.value(), true, true));
    }

    @Test
    void preferencesThatARequestLeavesOutStayAsTheyWere() {
        decide(put(fields("Ann", MOBILE)), BOTH_ON);
        decide(put(fields("Ann Lee", MOBILE)), BOTH_OFF);

        assertThat(onlyMethod().marketingUpdates()).isTrue();
    }

    @Test
    void putReplacesWhatItDoesNotName() {
        decide(
                put(new Fields(
                        "Ann",
                        false,
                        null,
                        "es",
                        false,
                        true,
                        null,
                        null,
                        List.of("vip"),
                        null,
                        HOME,
                        false,
                        LINK,
                        false)),
                BOTH_ON);
        decide(put(fields("Ann")), BOTH_ON);

        var details = customer().details();
        assertThat(details.active()).isTrue();
        assertThat(details.language()).isNull();
        assertThat(details.doNotMail()).isFalse();
        assertThat(details.tags()).isEmpty();
        assertThat(details.address()).isNull();
        assertThat(details.portalLink()).isNull();
        assertThat(customer().revision()).isEqualTo(2);
    }

    @Test
    void patchChangesOnlyWhatItNames() {
        decide(
                put(new Fields(
                        "Ann",
                        null,
                        null,
                        "es",
                        false,
                        null,
                        null,
                        null,
                        List.of("vip"),
                        List.of(MOBILE),
                        HOME,
                        false,
                        LINK,
                        false)),
                BOTH_ON);
        var decision = decide(patch(DO_NOT_MAIL), BOTH_ON);

        assertThat(decision.outcome()).isEqualTo(CommandOutcome.UPDATED);
        var details = customer().details();
        assertThat(details.name()).isEqualTo("Ann");
        assertThat(details.language()).isEqualTo("es");
        assertThat(details.doNotMail()).isTrue();
        assertThat(details.tags()).containsExactly("vip");
        assertThat(details.contactMethods()).hasSize(1);
        assertThat(details.address()).isEqualTo(HOME);
        assertThat(details.portalLink()).isEqualTo(LINK);
    }

    @Test
    void patchForgetsWhatItIsAskedToForget() {
        decide(put(EVERYTHING_KNOWN), BOTH_ON);
        decide(patch(FORGET), BOTH_ON);

        assertThat(customer().details().name()).isEqualTo("Ann");
        assertThat(customer().details().language()).isNull();
        assertThat(customer().details().address()).isNull();
        assertThat(customer().details().portalLink()).isNull();
    }

    @Test
    void patchReplacesTheAddressAsAWhole() {
        decide(put(EVERYTHING_KNOWN), BOTH_ON);
        var work = new PostalAddress("5 Dock Rd", null, "Reno", "NV", "89501", "US");
        decide(
                patch(new Fields(
                        null, null, null, null, false, null, null, null, null, null, work, false, null, false)),
                BOTH_ON);

        assertThat(customer().details().address()).isEqualTo(work);
        assertThat(customer().details().portalLink()).isEqualTo(LINK);
    }

    @Test
    void patchOfNobodyIsNotFound() {
        assertThat(decide(patch(fields("Ann")), BOTH_ON).outcome()).isEqualTo(CommandOutcome.NOT_FOUND);
    }

    @Test
    void samePutAgainChangesNothing() {
        decide(put(fields("Ann", MOBILE)), BOTH_ON);
        var decision = decide(put(fields("Ann", MOBILE)), BOTH_ON);

        assertThat(decision.outcome()).isEqualTo(CommandOutcome.UNCHANGED);
        assertThat(customer().revision()).isEqualTo(1);
    }

    @Test
    void repeatedCommandChangesNothingEvenAfterOthers() {
        var first = put(fields("Ann"));
        decide(first, BOTH_ON);
        decide(put(fields("Bea")), BOTH_ON);
        var decision = decide(first, BOTH_ON);

        assertThat(decision.outcome()).isEqualTo(CommandOutcome.REPEATED);
        assertThat(customer().details().name()).isEqualTo("Bea");
    }

    @Test
    void onlyTheLastCommandsAreRemembered() {
        for (int i = 0; i < RecentCommands.REMEMBERED + 5; i++) {
            decide(put(fields("Ann " + i)), BOTH_ON);
        }
        assertThat(customer().recentCommandIds())
                .hasSize(RecentCommands.REMEMBERED)
                .endsWith("command-13");
    }

    @Test
    void commandForAnotherRevisionChangesNothing() {
        decide(put(fields("Ann")), BOTH_ON);
        var late = new CustomerCommand("late", Kind.REPLACE, 7L, NOON, "office", fields("Bea"));

        assertThat(decide(late, BOTH_ON).outcome()).isEqualTo(CommandOutcome.OTHER_REVISION);
        assertThat(customer().details().name()).isEqualTo("Ann");
    }

    private CustomerDecision decide(CustomerCommand command, Choices defaults) {
        var decision = CustomerPolicy.decide(current, command, defaults);
        current = decision.after();
        return decision;
    }

    private Customer customer() {
        return Objects.requireNonNull(current);
    }

    private ContactMethod onlyMethod() {
        assertThat(customer().details().contactMethods()).hasSize(1);
        return customer().details().contactMethods().getFirst();
    }

    private CustomerCommand put(Fields fields) {
        return command(Kind.REPLACE, fields);
    }

    private CustomerCommand patch(Fields fields) {
        return command(Kind.MERGE, fields);
    }

    private CustomerCommand command(Kind kind, Fields fields) {
        return new CustomerCommand("command-" + ++commands, kind, null, NOON, "office", fields);
    }

    private static Fields fields(String name, RequestedContactMethod... methods) {
        return new Fields(
                name, null, null, null, false, null, null, null, null, List.of(methods), null, false, null, false);
    }

    private static RequestedContactMethod mobile(String number) {
        return new RequestedContactMethod(null, ContactMethodType.MOBILE, number, null, null);
    }
}

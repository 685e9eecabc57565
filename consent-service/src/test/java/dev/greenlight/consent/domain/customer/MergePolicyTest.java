package dev.greenlight.consent.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.customer.Customer.Details;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.settings.TenantSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergePolicyTest {

    private static final ContactMethod ON = Records.mobile("m-1", "+15555550101", true, true);
    private static final ContactMethod OFF = Records.mobile("m-1", "+15555550101", false, true);
    private static final ContactMethod SECOND = Records.mobile("m-1", "+15555550102", true, false);

    private final Records records = new Records();

    @Test
    void mergedRecordIsInactiveAndSaysWhereItWent() {
        records.create("old", ON);
        records.create("new", ON);

        assertThat(records.merge("old", "new", "c1")).isEqualTo(CommandOutcome.UPDATED);

        Customer old = records.get("old");
        assertThat(old.details().active()).isFalse();
        assertThat(old.mergedToId()).isEqualTo("new");
        assertThat(old.revision()).isEqualTo(2);
        assertThat(old.details().contactMethods()).containsExactly(ON);
    }

    @Test
    void survivorTakesTheMoreRestrictivePreferenceOfEachAddress() {
        records.create("old", OFF);
        records.create("new", ON);
        records.merge("old", "new", "c1");

        assertThat(records.get("new").details().contactMethods()).containsExactly(OFF);
        assertThat(records.get("new").revision()).isEqualTo(2);
    }

    @Test
    void contactMethodsThatTheSurvivorLacksAreAppendedAsTheyWere() {
        records.create("old", SECOND);
        records.create("new", ON);
        records.merge("old", "new", "c1");

        assertThat(records.get("new").details().contactMethods())
                .containsExactly(ON, Records.mobile("contact-1", "+15555550102", true, false));
    }

    @Test
    void flagsOfEitherRecordHoldForTheSurvivor() {
        records.put("old", Records.details(true, true, false, true, List.of(), ON));
        records.put("new", Records.details(true, false, true, false, List.of(), ON));
        records.merge("old", "new", "c1");

        Details survivor = records.get("new").details();
        assertThat(survivor.doNotMail()).isTrue();
        assertThat(survivor.doNotService()).isTrue();
        assertThat(survivor.doNotSendPromotionalEmails()).isTrue();
    }

    @Test
    void contactMethodsOfARecordThatIsNotInUseComeSwitchedOff() {
        records.put("old", Records.details(false, false, false, false, List.of(), SECOND));
        records.create("new", ON);
        records.merge("old", "new", "c1");

        assertThat(records.get("new").details().contactMethods())
                .containsExactly(ON, Records.mobile("contact-1", "+15555550102", false, false));
    }

    @Test
    void tagsThatDecideOnEmailFollowTheStricterRecord() {
        var email = new ContactMethod("e-1", ContactMethodType.EMAIL, "ann@example.com", true, true);
        records.put("old", Records.details(true, false, false, false, List.of("email dormant", "vip"), email));
        records.put("new", Records.details(true, false, false, false, List.of("Opted In", "gold"), ON));
        records.merge("old", "new", "c1");

        assertThat(records.get("new").details().tags()).containsExactly("gold", "Email Dormant");
    }

    @Test
    void tagsStayWhereTheOtherRecordBringsNoEmail() {
        records.put("old", Records.details(true, false, false, false, List.of("Email Dormant"), SECOND));
        records.put("new", Records.details(true, false, false, false, List.of("Opted In"), ON));
        records.merge("old", "new", "c1");

        assertThat(records.get("new").details().tags()).containsExactly("Opted In");
    }

    @Test
    void nobodyIsMergedIntoNobody() {
        records.create("old", ON);

        assertThat(records.merge("old", "nobody", "c1")).isEqualTo(CommandOutcome.SURVIVOR_NOT_FOUND);
        assertThat(records.merge("nobody", "old", "c2")).isEqualTo(CommandOutcome.NOT_FOUND);
        assertThat(records.get("old").merge()).isNull();
        assertThat(records.get("old").revision()).isEqualTo(1);
    }

    @Test
    void recordIsNotMergedIntoItself() {
        records.create("old", ON);

        assertThat(records.merge("old", "old", "c1")).isEqualTo(CommandOutcome.SURVIVOR_NOT_USABLE);
        assertThat(records.get("old").merge()).isNull();
    }

    @Test
    void recordThatIsNotInUseOrMergedTakesNoOther() {
        records.create("old", ON);
        records.put("asleep", Records.details(false, false, false, false, List.of(), ON));
        records.create("gone", ON);
        records.create("new", ON);
        records.merge("gone", "new", "c1");

        assertThat(records.merge("old", "asleep", "c2")).isEqualTo(CommandOutcome.SURVIVOR_NOT_USABLE);
        assertThat(records.merge("old", "gone", "c3")).isEqualTo(CommandOutcome.SURVIVOR_NOT_USABLE);
        assertThat(records.merge("old", "new", "c4")).isEqualTo(CommandOutcome.UPDATED);
    }

    @Test
    void recordWithTooManyContactMethodsTakesNoOther() {
        records.put("old", Records.details(true, false, false, false, List.of(), SECOND));
        records.put("new", Records.full());

        assertThat(records.merge("old", "new", "c1")).isEqualTo(CommandOutcome.SURVIVOR_NOT_USABLE);
        assertThat(records.get("new").details().contactMethods()).hasSize(Customer.MOST_CONTACT_METHODS);
    }

    @Test
    void mergedRecordTakesNoChangeAndNoOtherMerge() {
        records.create("old", ON);
        records.create("new", ON);
        records.create("third", ON);
        records.merge("old", "new", "c1");

        assertThat(change("old").outcome()).isEqualTo(CommandOutcome.MERGED);
        assertThat(records.merge("old", "third", "c2")).isEqualTo(CommandOutcome.MERGED);
    }

    @Test
    void sameMergeAgainChangesNothing() {
        records.create("old", OFF);
        records.create("new", ON);
        records.merge("old", "new", "c1");
        var after = records.all();

        assertThat(records.merge("old", "new", "c1")).isEqualTo(CommandOutcome.REPEATED);
        assertThat(records.merge("old", "new", "c2")).isEqualTo(CommandOutcome.UNCHANGED);
        assertThat(records.all()).isEqualTo(after);
    }

    @Test
    void recordThatWaitsForItsSurvivorTakesNoChange() {
        records.create("old", ON);
        records.create("new", ON);
        records.ask("old", "new", "c1");

        assertThat(change("old").outcome()).isEqualTo(CommandOutcome.MERGED);
        assertThat(records.get("old").mergedToId()).isNull();
        records.workOff();
        assertThat(records.get("old").mergedToId()).isEqualTo("new");
    }

    @Test
    void recordsThatAreMergedIntoEachOtherAtOnceRefuseEachOther() {
        records.create("a", ON);
        records.create("b", ON);
        records.ask("a", "b", "c1");
        records.ask("b", "a", "c2");

        records.workOff();

        assertThat(records.outcomes())
                .containsExactly(CommandOutcome.SURVIVOR_NOT_USABLE, CommandOutcome.SURVIVOR_NOT_USABLE);
        assertThat(records.get("a").merge()).isNull();
        assertThat(records.get("b").merge()).isNull();
    }

    @Test
    void mergeForAnotherRevisionIsRefused() {
        records.create("old", ON);
        records.create("new", ON);
        var step = new MergeStep.Begin("c1", 7L, Records.NOON, "office", "new");

        assertThat(MergePolicy.decide(records.get("old"), "old", step).outcome())
                .isEqualTo(CommandOutcome.OTHER_REVISION);
    }

    private CustomerDecision change(String customerId) {
        var fields = new Fields(null, true, null, null, false, null, null, null, null, null, null, false, null, false);
        var command = new CustomerCommand("change", Kind.MERGE, null, Records.NOON, "office", fields);
        return CustomerPolicy.decide(records.get(customerId), command, TenantSettings.DEFAULTS.choices());
    }
}

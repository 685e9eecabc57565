package dev.greenlight.eligibility.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.CustomerContacts.Change;
import dev.greenlight.eligibility.domain.contact.CustomerContacts.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomerContactsTest {

    private static final ContactMethod MOBILE =
            new ContactMethod("m-1", "en", Flags.of(Flag.MOBILE, Flag.MARKETING_UPDATES, Flag.ACTIVE_CUSTOMER));

    @Test
    void anUnchangedRecordHasNothingNew() {
        var contacts = CustomerContacts.of(1, List.of(new Entry("+15550001", MOBILE)));

        assertThat(CustomerContacts.of(2, List.of(new Entry("+15550001", MOBILE)))
                        .changesSince(contacts))
                .isEmpty();
    }

    @Test
    void anotherNumberIsOneGoneAndOneNew() {
        var before = CustomerContacts.of(1, List.of(new Entry("+15550001", MOBILE)));
        var after = CustomerContacts.of(2, List.of(new Entry("+15550002", MOBILE)));

        assertThat(after.changesSince(before))
                .containsExactly(new Change("+15550001", null), new Change("+15550002", MOBILE));
    }

    @Test
    void aDeletedRecordHasLostEveryAddress() {
        var before = CustomerContacts.of(4, List.of(new Entry("+15550001", MOBILE), new Entry("a@b.example", MOBILE)));

        assertThat(before.deleted().changesSince(before))
                .containsExactly(new Change("+15550001", null), new Change("a@b.example", null));
        assertThat(before.deleted().revision()).isEqualTo(4);
    }

    @Test
    void aNumberThatStandsTwiceOnARecordTakesTheMoreRestrictiveOfEachFlag() {
        var quiet = new ContactMethod("m-2", "en", Flags.of(Flag.MOBILE, Flag.ACTIVE_CUSTOMER, Flag.DO_NOT_MAIL));

        var contacts = CustomerContacts.of(1, List.of(new Entry("+15550001", MOBILE), new Entry("+15550001", quiet)));

        assertThat(contacts.byAddress())
                .containsEntry(
                        "+15550001",
                        new ContactMethod("m-1", "en", Flags.of(Flag.MOBILE, Flag.ACTIVE_CUSTOMER, Flag.DO_NOT_MAIL)))
                .hasSize(1);
    }
}

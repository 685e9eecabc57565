package dev.greenlight.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.topic.TopicKeys;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 999_999, 1_200_000})
    void contactIsFoundAgainInTheKeyOfItsMembership(int contact) {
        String key =
                TopicKeys.ofCustomerAddress(Contacts.TENANT, Contacts.customerId(contact), Contacts.number(contact));

        assertThat(Contacts.ofAudienceKey(key)).isEqualTo(contact);
    }
}

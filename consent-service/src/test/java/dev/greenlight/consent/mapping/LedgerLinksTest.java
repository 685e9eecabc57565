package dev.greenlight.consent.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.consent.ledger.LedgerFacts;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.LedgerLink;
import dev.greenlight.schemas.ledger.LedgerChain;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerLinksTest {

    private static final String KEY = "0f".repeat(32);
    private static final ConsentChanged ENTRY = LedgerFacts.unlinked(1);

    @Test
    void firstEntryBeginsAChainAndNothingElseOfItChanges() {
        ConsentChanged linked = LedgerLinks.withKey(KEY).linked(ENTRY, null);

        assertThat(LedgerChain.isIntact(linked)).isTrue();
        assertThat(LedgerChain.begins(linked)).isTrue();
        assertThat(ConsentChanged.newBuilder(linked).setLink(null).build()).isEqualTo(ENTRY);
    }

    @Test
    void transactionThatIsDoneAgainGivesTheSameLink() {
        assertThat(LedgerLinks.withKey(KEY).linked(ENTRY, null))
                .isEqualTo(LedgerLinks.withKey(KEY).linked(ENTRY, null));
    }

    @Test
    void saltIsNotToBeHadFromTheIdentityAlone() {
        assertThat(saltOf(LedgerLinks.withKey(KEY), ENTRY)).isNotEqualTo(saltOf(LedgerLinks.withKey(null), ENTRY));
        assertThat(saltOf(LedgerLinks.withKey(null), ENTRY)).isNotEqualTo(saltOf(LedgerLinks.withKey(null), ENTRY));
    }

    @Test
    void everyEntryHasItsOwnSalt() {
        LedgerLinks links = LedgerLinks.withKey(KEY);

        assertThat(saltOf(links, ENTRY)).isNotEqualTo(saltOf(links, LedgerFacts.unlinked(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0f", "zz", "not a key but as long as one, which has 64 characters and no more"})
    void keyThatIsNoneIsRefusedWithoutBeingRepeated(String key) {
        assertThatThrownBy(() -> LedgerLinks.withKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("greenlight.ledger.salt-key is not 32 bytes in hexadecimal");
    }

    private static Object saltOf(LedgerLinks links, ConsentChanged entry) {
        LedgerLink link = Objects.requireNonNull(links.linked(entry, null).getLink());
        return link.getSalt();
    }
}

package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.consent.web.UnsubscribeTokens.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribeTokensTest {

    private static final String OLD = "0a".repeat(32);
    private static final String NEW = "0b".repeat(32);
    private static final Sealed ANN = new Sealed("acme", "ann+offers@example.com", "newsletter");

    private final UnsubscribeTokens tokens = new UnsubscribeTokens(Map.of(1, OLD));

    @Test
    void tokenSaysWhatWasSealedToItsMakerAlone() {
        String token = tokens.seal(ANN);

        assertThat(tokens.open(token)).isEqualTo(ANN);
        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1))
                .doesNotContain("acme", "ann", "example", "newsletter");
        assertThat(ANN.toString()).doesNotContain("ann+offers");
    }

    @Test
    void twoTokensForOneAddressHaveNothingInCommonAndAddressesOfOtherLengthsAreAsLong() {
        assertThat(tokens.seal(ANN)).isNotEqualTo(tokens.seal(ANN));
        assertThat(tokens.seal(new Sealed("acme", "a@b.example", "")))
                .hasSameSizeAs(tokens.seal(new Sealed("acme", "somebody.else@mail.example", "offers")));
    }

    @Test
    void everyChangedBitMakesItWorthless() {
        byte[] bytes = Base64.getUrlDecoder().decode(tokens.seal(ANN));
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(tokens.open(Base64.getUrlEncoder().encodeToString(bytes)))
                    .as("bit %d", bit)
                    .isNull();
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        }
    }

    @Test
    void everyBeginningOfATokenIsWorthless() {
        String token = tokens.seal(ANN);
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.open(token.substring(0, length))).as("%d", length).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "not a token", "%00", "AQE", "====", "\u00FC"})
    void whatIsNoTokenIsWorthless(String text) {
        assertThat(tokens.open(text)).isNull();
        assertThat(tokens.open(text.repeat(4_000))).isNull();
    }

    @Test
    void newKeySealsAndOldOneStillOpens() {
        String old = tokens.seal(ANN);
        var secrets = new LinkedHashMap<Integer, String>();
        secrets.put(2, NEW);
        secrets.put(1, OLD);
        var rotated = new UnsubscribeTokens(secrets);

        assertThat(rotated.open(old)).isEqualTo(ANN);
        assertThat(rotated.open(rotated.seal(ANN))).isEqualTo(ANN);
        assertThat(tokens.open(rotated.seal(ANN))).isNull();
        assertThat(new UnsubscribeTokens(Map.of(1, NEW)).open(old)).isNull();
    }

    @Test
    void withoutKeysNothingIsSealedOrOpened() {
        var none = new UnsubscribeTokens(Map.of());

        assertThat(none.canSeal()).isFalse();
        assertThat(none.open(tokens.seal(ANN))).isNull();
        assertThatThrownBy(() -> none.seal(ANN)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keyThatIsNoneIsRefusedWithoutBeingRepeated() {
        for (Map<Integer, String> wrong :
                List.of(Map.of(0, OLD), Map.of(256, OLD), Map.of(1, "0a"), Map.of(1, "zz".repeat(32)))) {
            assertThatThrownBy(() -> new UnsubscribeTokens(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("greenlight.unsubscribe.keys:")
                    .hasMessageNotContainingAny("0a0a", "zzzz");
        }
    }
}

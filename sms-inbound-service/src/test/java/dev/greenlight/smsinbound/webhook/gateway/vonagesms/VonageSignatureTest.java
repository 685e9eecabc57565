package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures that Vonage's own libraries are tested with, and the vectors of this project. */
class VonageSignatureTest {

    private static final Map<String, String> STOP = Map.of(
            "msisdn", "14158675309",
            "to", "18005551212",
            "messageId", "0A0000000123ABCD1",
            "text", "STOP",
            "type", "text",
            "keyword", "STOP",
            "message-timestamp", "2026-01-15 17:00:00",
            "timestamp", "1768496400",
            "nonce", "aaaaaaaa-bbbb-cccc-dddd-0123456789ab");

    private static final Map<String, String> INBOUND = Map.of(
            "message-timestamp", "2013-11-21 15:27:30",
            "messageId", "020000001B0FE827",
            "msisdn", "14843472194",
            "text", "Test again",
            "timestamp", "1385047698",
            "to", "13239877404",
            "type", "text");

    private static final Map<String, String> SIGNS = Map.of(
            "keyword", "TEST",
            "message-timestamp", "2017-04-04 22:57:47",
            "messageId", "0B00000042AC53BD",
            "msisdn", "14843472194",
            "nonce", "929d6744-bd28-42c8-b6cf-31d5b4f43732",
            "text", "Test with & and =",
            "timestamp", "1491346667",
            "to", "12192259404",
            "type", "text");

    private static final Map<String, String> LETTERS = Map.of("a", "alphabet", "b", "bananas", "timestamp", "2100");

    @ParameterizedTest
    @CsvSource({
        "MD5_HASH,4302355afe2e74f1f21af46a32d6253c",
        "HMAC_MD5,98f730b84fe6e233902904358aeaed2e",
        "HMAC_SHA1,756c35fdebd9017c01fcc83d7baa6e632e342d93",
        "HMAC_SHA256,8cbc2106d24646844d0d81afa51db873505ae78fbbda986e7098898305422c32",
        "HMAC_SHA512,66a26abe01030f52aed6d16950b89d1590bb463417296c3716093b87b7fabe19"
                + "02a5f64643a1f26f830ce6d428f597a68b758ea20c1da1f11f192ea96dd52226"
    })
    void publishedVectorsAreVerifiedByTheirOwnMethodAlone(SignatureMethod method, String signature) {
        for (SignatureMethod configured : SignatureMethod.values()) {
            assertThat(isRight(configured, "abcde", STOP, signature))
                    .as(configured.name())
                    .isEqualTo(configured == method);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MD5_HASH,d2e7b1dc968737c5998ad624e02f90b7",
        "HMAC_MD5,DDEBD46008C2D4E93CCE578A332A52D5",
        "HMAC_SHA1,27D0D05C2876C7CB1720DBCDBA4D492E1E55C09A",
        "HMAC_SHA256,DDB8397C2B90AAC7F3882D306475C9A5058C92322EEF43C92B298B6E0FC0D330",
        "HMAC_SHA512,E0D3C650F8C9D1A5C174D10DDDBFB003E561F59B265616208B0487C5D819481C"
                + "D3C311D59CF6165ECD1139622D5BA3A256C0D763AC4A9AD9144B5A426B94FE82"
    })
    void inboundTextsOfThePhpLibraryAreVerified(SignatureMethod method, String signature) {
        assertThat(isRight(method, "my_secret_key_for_testing", INBOUND, signature))
                .isTrue();
        assertThat(isRight(method, "my_secret_key_for_testing", INBOUND, signature.toLowerCase(Locale.ROOT)))
                .isTrue();
        assertThat(isRight(method, "another", INBOUND, signature)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "MD5_HASH,7d43241108912b32cc315b48ce681acf",
        "HMAC_MD5,e0afe267aefd6dd18a848c1681517a19",
        "HMAC_SHA1,b7f749de27b4adcf736cc95c9a7e059a16c85127",
        "HMAC_SHA256,8d1b0428276b6a070578225914c3502cc0687a454dfbbbb370c76a14234cb546",
        "HMAC_SHA512,1c834a1f6a377d4473971387b065cb38e2ad6c4869ba77b7b53e207a344e87ba"
                + "04b456dfc697b371a2d1ce476d01dafd4394aa97525eff23badad39d2389a710"
    })
    void parametersOfTheJavaLibraryAreVerified(SignatureMethod method, String signature) {
        assertThat(isRight(method, "abcde", LETTERS, signature)).isTrue();
    }

    @Test
    void signsThatSeparateAreReplaced() {
        assertThat(isRight(
                        SignatureMethod.MD5_HASH,
                        "my_secret_key_for_testing",
                        SIGNS,
                        "e06d9763e3fd0b9c31beb5fc2fcb011c"))
                .isTrue();
        assertThat(isRight(
                        SignatureMethod.HMAC_SHA256,
                        "abcde",
                        with(STOP, "text", "a&b=c"),
                        "d301f75dc60007511e34d198f297947dd785d41ca81e55106b964b07426c1d42"))
                .isTrue();
    }

    @Test
    void blankValuesAreLeftOut() {
        String signature = "a3368bf718ba104dcb392d8877e8eb2b";

        assertThat(isRight(SignatureMethod.MD5_HASH, "abcde", with(LETTERS, "b", ""), signature))
                .isTrue();
        assertThat(isRight(SignatureMethod.MD5_HASH, "abcde", with(LETTERS, "b", "  "), signature))
                .isTrue();
        assertThat(isRight(SignatureMethod.MD5_HASH, "abcde", LETTERS, signature))
                .isFalse();
    }

    private static boolean isRight(
            SignatureMethod method, String secret, Map<String, String> parameters, String signature) {
        return VonageSignature.isRight(
                with(parameters, "sig", signature),
                List.of(VonageKey.of(method, secret)),
                Instant.ofEpochSecond(Long.parseLong(parameters.get("timestamp"))));
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        var changed = new HashMap<>(parameters);
        changed.put(name, value);
        return changed;
    }
}

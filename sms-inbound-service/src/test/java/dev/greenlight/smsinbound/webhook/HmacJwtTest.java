package dev.greenlight.smsinbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.SignedCalls;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacJwtTest {

    private static final String SECRET = "s";
    private static final String CLAIMS = "{\"iss\":\"me\",\"iat\":1768496400,\"hash\":\"h\"}";

    @Test
    void signedClaimsAreRead() {
        HmacJwt token = verified(Tokens.hs256(SECRET, CLAIMS)).orElseThrow();

        assertThat(token.text("iss")).hasValue("me");
        assertThat(token.time("iat")).hasValue(Instant.parse("2026-01-15T17:00:00Z"));
        assertThat(token.has("hash")).isTrue();
        assertThat(token.has("exp")).isFalse();
        assertThat(token.time("iss")).isEmpty();
        assertThat(token.text("iat")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HmacSHA256,HS256,true", "HmacSHA384,HS384,false", "HmacSHA512,HS512,false"})
    void keySaysWhichAlgorithmsThereAre(String algorithm, String name, boolean everywhere) {
        String token = Tokens.signed(algorithm, SECRET, "{\"alg\":\"" + name + "\"}", CLAIMS);

        assertThat(HmacJwt.verified(token, List.of(HmacJwt.Key.anySha2(SECRET))))
                .isPresent();
        assertThat(verified(token).isPresent()).isEqualTo(everywhere);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\"}",
                "{\"alg\":\"None\"}",
                "{\"alg\":\"HS1\"}",
                "{\"alg\":\"hs256\"}",
                "{\"alg\":\"RS256\"}",
                "{\"alg\":\"HS512\"}",
                "{\"alg\":256}",
                "{\"alg\":null}",
                "{}",
                "[]",
                "",
                "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"none\",\"alg\":\"HS256\"}"
            })
    void otherHeadersAreRefused(String header) {
        String token = Tokens.signed("HmacSHA256", SECRET, header, CLAIMS);

        assertThat(HmacJwt.verified(token, List.of(HmacJwt.Key.anySha2(SECRET))))
                .isEmpty();
        assertThat(verified(token.substring(0, token.lastIndexOf('.') + 1))).isEmpty();
    }

    @Test
    void everyPartIsSigned() {
        String token = Tokens.hs256(SECRET, CLAIMS);
        String[] parts = token.split("\\.", -1);
        String otherHeader = Tokens.encoded("{\"typ\":\"JWT\",\"alg\":\"HS256\"}");
        String otherClaims = Tokens.encoded(CLAIMS.replace("me", "you"));

        assertThat(verified(otherHeader + '.' + parts[1] + '.' + parts[2])).isEmpty();
        assertThat(verified(parts[0] + '.' + otherClaims + '.' + parts[2])).isEmpty();
        assertThat(verified(parts[0] + '.' + parts[1] + ".AAAA")).isEmpty();
        assertThat(verified(parts[0] + '.' + parts[1] + '.')).isEmpty();
        assertThat(verified(parts[0] + '.' + parts[1])).isEmpty();
        assertThat(verified(token + ".x")).isEmpty();
        assertThat(verified(token + '.')).isEmpty();
        assertThat(verified(token + "!")).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "ŝ.ŝ.ŝ"})
    void oddTokensAreRefused(@Nullable String token) {
        assertThat(verified(token)).isEmpty();
    }

    @Test
    void anyOfSeveralKeysMayBeTheRightOne() {
        String token = Tokens.hs256(SECRET, CLAIMS);

        assertThat(HmacJwt.verified(token, List.of(HmacJwt.Key.hs256("before"), HmacJwt.Key.hs256(SECRET))))
                .isPresent();
        assertThat(HmacJwt.verified(token, List.of(HmacJwt.Key.hs256("before"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"me\"", "{", "", "{\"iss\":\"me\",\"iss\":\"you\"}"})
    void signedClaimsThatAreNoObjectAreRefused(String claims) {
        assertThat(verified(Tokens.hs256(SECRET, claims))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1768496400\"", "1768496400.5", "-1", "1000000000000", "1e30", "null", "true"})
    void timesAreWholeSeconds(String time) {
        assertThat(verified(Tokens.hs256(SECRET, "{\"iat\":" + time + "}"))
                        .orElseThrow()
                        .time("iat"))
                .isEmpty();
    }

    @Test
    void tokenVouchesForWhatItHoldsTheHashOf() {
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        String hash = SignedCalls.sha256Hex("content");
        HmacJwt token = verified(Tokens.hs256(
                        SECRET,
                        "{\"lower\":\"" + hash + "\",\"upper\":\"" + hash.toUpperCase(Locale.ROOT) + "\",\"short\":\""
                                + hash.substring(1) + "\",\"empty\":\"\"}"))
                .orElseThrow();

        assertThat(token.vouchesFor(content, "lower")).isTrue();
        assertThat(token.vouchesFor(content, "upper")).isTrue();
        assertThat(token.vouchesFor(content, "short")).isFalse();
        assertThat(token.vouchesFor(content, "empty")).isFalse();
        assertThat(token.vouchesFor(content, "missing")).isFalse();
        assertThat(token.vouchesFor(new byte[0], "lower")).isFalse();
    }

    @Test
    void tokensHaveALongestLength() {
        String claims = "{\"a\":\"" + "x".repeat(8_192) + "\"}";

        assertThat(verified(Tokens.hs256(SECRET, claims))).isEmpty();
    }

    @Test
    void tokenThatWeSignIsVerifiedByItsKeyAlone() {
        String token = HmacJwt.signed(HmacJwt.Key.anySha2("ours"), Map.of("iss", "us", "iat", 1_768_496_400L));

        HmacJwt read =
                HmacJwt.verified(token, List.of(HmacJwt.Key.hs256("ours"))).orElseThrow();
        assertThat(read.text("iss")).hasValue("us");
        assertThat(read.time("iat")).hasValue(Instant.ofEpochSecond(1_768_496_400));
        assertThat(HmacJwt.verified(token, List.of(HmacJwt.Key.hs256("theirs"))))
                .isEmpty();
    }

    private static Optional<HmacJwt> verified(@Nullable String token) {
        return HmacJwt.verified(token, List.of(HmacJwt.Key.hs256(SECRET)));
    }
}

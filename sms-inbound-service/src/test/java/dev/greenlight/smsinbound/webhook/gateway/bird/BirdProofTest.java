package dev.greenlight.smsinbound.webhook.gateway.bird;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.webhook.Call;
import dev.greenlight.smsinbound.webhook.HmacJwt;
import dev.greenlight.smsinbound.webhook.SigningKey;
import dev.greenlight.smsinbound.webhook.Tokens;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and signatures by themselves, with the vectors of MessageBird's own libraries. */
class BirdProofTest {

    private static final Instant TOKENS_MADE = Instant.parse("2021-07-05T10:00:00Z");
    private static final String TOKENS_KEY = "36efdd1aace2e26cd490f0d951138253bef2f7c6d34d18981da781555cc4cebb";
    private static final String URL = "https://example.com/";
    private static final String KEY = "Wb3N9gKeFf8ZoCzlOb5lJSic7bHLUcSu";

    private static final Call REAL = Call.get(URL + "?id=57db52e04e2f4001b555f79813a0f503&mccmnc=20409&ported=0"
                    + "&recipient=31667788880&reference=curl&status=delivered"
                    + "&statusDatetime=2019-01-09T12%3A23%3A23%2B00%3A00")
            .with("MessageBird-Request-Timestamp", "1547036603")
            .with("MessageBird-Signature", "5Jha9Yyhwgc1nTsgJ9WyzeHilsuUumydICdf4LuIZE8=");

    @ParameterizedTest
    @CsvFileSource(resources = "/bird/tokens.tsv", delimiter = '\t')
    void publishedTokensAreVerified(String special, boolean isRight, String url, @Nullable String body, String token) {
        Call call = Call.post(url, "text/plain", body == null ? "" : body).with(BirdToken.HEADER, token);

        assertThat(isTokenRight(call, TOKENS_KEY, TOKENS_MADE)).as(special).isEqualTo(isRight);
    }

    @ParameterizedTest
    @CsvSource({"-6,false", "-5,true", "0,true", "60,true", "65,true", "66,false"})
    void tokenIsGoodForAMinute(long second, boolean isRight) {
        Call call = Call.get(URL).with(BirdToken.HEADER, token("\"jti\":\"j\",\"nbf\":1625479200,\"exp\":1625479260"));

        assertThat(isTokenRight(call, KEY, TOKENS_MADE.plusSeconds(second))).isEqualTo(isRight);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"jti\":\"\",\"nbf\":1625479200,\"exp\":1625479260",
                "\"nbf\":1625479200,\"exp\":1625479260",
                "\"jti\":\"j\",\"exp\":1625479260",
                "\"jti\":\"j\",\"nbf\":1625479200",
                "\"jti\":\"j\",\"nbf\":1625479200,\"exp\":1625479260,\"payload_hash\":\"\""
            })
    void everyClaimIsNeeded(String claims) {
        assertThat(isTokenRight(Call.get(URL).with(BirdToken.HEADER, token(claims)), KEY, TOKENS_MADE))
                .isFalse();
    }

    @Test
    void tokenOfAnotherIssuerIsRefused() {
        String claims = "{\"iss\":\"Bird\",\"jti\":\"j\",\"nbf\":1625479200,\"exp\":1625479260,\"url_hash\":\""
                + SignedCalls.sha256Hex(URL) + "\"}";

        assertThat(isTokenRight(Call.get(URL).with(BirdToken.HEADER, Tokens.hs256(KEY, claims)), KEY, TOKENS_MADE))
                .isFalse();
        assertThat(isTokenRight(
                        Call.get(URL).with(BirdToken.HEADER, Tokens.hs256(KEY, claims.replace("Bird", "MessageBird"))),
                        KEY,
                        TOKENS_MADE))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "secret,'','',LISw4Je7n0/MkYDgVSzTJm8dW6BkytKTXMZZk1IElMs=",
        "secret,'','{\"a key\":\"some value\"}',p2e20OtAg39DEmz1ORHpjQ556U4o1ZaH4NWbM9Q8Qjk=",
        "secret,?abc=foo&def=bar,'',Tfn+nRUBsn6lQgf6IpxBMS1j9lm7XsGjt5xh47M3jCk=",
        "secret,?def=bar&abc=foo,'',Tfn+nRUBsn6lQgf6IpxBMS1j9lm7XsGjt5xh47M3jCk=",
        "other-secret,?abc=foo&def=bar,'{\"a key\":\"some value\"}',orb0adPhRCYND1WCAvPBr+qjm4STGtyvNDIDNBZ4Ir4="
    })
    void publishedLegacySignaturesAreVerified(String key, String query, String body, String signature) {
        Call call = Call.postJson(URL + query, body)
                .with("MessageBird-Request-Timestamp", "1544544948")
                .with("MessageBird-Signature", signature);

        assertThat(isSignatureRight(call, key, true, 1_544_544_948)).isTrue();
        assertThat(isSignatureRight(call, key, false, 1_544_544_948)).isFalse();
        assertThat(isSignatureRight(call, key + '!', true, 1_544_544_948)).isFalse();
        assertThat(isSignatureRight(call.withBody(body + ' '), key, true, 1_544_544_948))
                .isFalse();
        String longer = URL + (query.isEmpty() ? "?" : query + '&') + "x=y";
        assertThat(isSignatureRight(call.withUrl(longer), key, true, 1_544_544_948))
                .isFalse();
    }

    @Test
    void realCallIsVerified() {
        long then = 1_547_036_603;

        assertThat(isSignatureRight(REAL, KEY, true, then)).isTrue();
        assertThat(isSignatureRight(REAL, KEY, false, then)).isFalse();
        assertThat(isSignatureRight(REAL.with("MessageBird-Request-Timestamp", "1547036605"), KEY, true, then))
                .isFalse();
        assertThat(isSignatureRight(REAL.withUrl(REAL.url().replace("curl", "curvy")), KEY, true, then))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-90000,true", "-90001,false", "0,true", "90000,true", "90001,false"})
    void signatureIsGoodForAsLongAsBirdDeliversAgain(long second, boolean isRight) {
        assertThat(isSignatureRight(REAL, KEY, true, 1_547_036_603 + second)).isEqualTo(isRight);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "not Base64", "5Jha9Yyhwgc1nTsgJ9WyzeHilsuUumydICdf4LUIZE8=", "ŝ"})
    void oddSignaturesAreRefused(String signature) {
        assertThat(isSignatureRight(REAL.with("MessageBird-Signature", signature), KEY, true, 1_547_036_603))
                .isFalse();
        assertThat(isSignatureRight(REAL.without("MessageBird-Signature"), KEY, true, 1_547_036_603))
                .isFalse();
        assertThat(isSignatureRight(REAL.without("MessageBird-Request-Timestamp"), KEY, true, 1_547_036_603))
                .isFalse();
    }

    private static String token(String claims) {
        return Tokens.hs256(
                KEY, "{\"iss\":\"MessageBird\",\"url_hash\":\"" + SignedCalls.sha256Hex(URL) + "\"," + claims + "}");
    }

    private static boolean isTokenRight(Call call, String key, Instant now) {
        return BirdToken.isRight(call.request(), List.of(HmacJwt.Key.anySha2(key)), now);
    }

    private static boolean isSignatureRight(Call call, String key, boolean allowsLegacy, long now) {
        return BirdSignature.isRight(
                call.request(), List.of(SigningKey.hmacSha256(key)), allowsLegacy, Instant.ofEpochSecond(now));
    }
}

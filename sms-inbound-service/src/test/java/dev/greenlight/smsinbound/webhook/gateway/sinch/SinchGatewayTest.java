package dev.greenlight.smsinbound.webhook.gateway.sinch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refused;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class SinchGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:00Z");
    private static final long SECONDS = NOW.getEpochSecond();
    private static final String SECRET = "foo_secret1234";
    private static final String NONCE = "01FJA8B4A7BM43YGWSG9GBV067";
    private static final String RIGHT = "VMqM+tYK/STmthzed/a7vt3cbv5qajyyJ4FLlXCIA+Y=";
    private static final String BODY = """
            {"body":"STOP","from":"14158675309","id":"01XXXXX21XXXXX119Z8P1XXXXX","operator_id":"310260",\
            "received_at":"2026-01-15T17:00:00.000Z","to":"18005551212","type":"mo_text"}""";

    private final SinchGateway gateway = new SinchGateway(
            Map.of("acme", List.of("the-secret-before", SECRET), "other", List.of("another"), "none", List.of()),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void publishedVectorIsVerified() {
        InboundText text = text(read("acme", headers(RIGHT), BODY));

        assertThat(text.eventId()).isEqualTo("sinch:01XXXXX21XXXXX119Z8P1XXXXX");
        assertThat(text.from()).isEqualTo("+14158675309");
        assertThat(text.to()).isEqualTo("+18005551212");
        assertThat(text.body()).isEqualTo("STOP");
        assertThat(text.receivedAt()).isEqualTo(NOW);
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GATEWAY);
        assertThat(text.hint()).isEqualTo(GatewayHint.NONE);
        assertThat(text.gatewayReplied()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "x-sinch-webhook-signature,VMqM+tYK/STmthzed/a7vt3cbv5qajyyJ4FLlXCIA+Z=",
        "x-sinch-webhook-signature,vmqM+tYK/STmthzed/a7vt3cbv5qajyyJ4FLlXCIA+Y=",
        "x-sinch-webhook-signature,''",
        "x-sinch-webhook-signature,ŝ",
        "x-sinch-webhook-signature-timestamp,1768496401",
        "x-sinch-webhook-signature-timestamp,''",
        "x-sinch-webhook-signature-timestamp,1768496400.0",
        "x-sinch-webhook-signature-nonce,01FJA8B4A7BM43YGWSG9GBV068",
        "x-sinch-webhook-signature-nonce,''"
    })
    void everythingThatIsSignedCounts(String header, String value) {
        Map<String, String> headers = headers(RIGHT);
        headers.put(header, value);

        assertRefused(read("acme", headers, BODY), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-sinch-webhook-signature",
                "x-sinch-webhook-signature-timestamp",
                "x-sinch-webhook-signature-nonce"
            })
    void missingHeaderIsRefused(String header) {
        Map<String, String> headers = headers(RIGHT);
        headers.remove(header);

        assertRefused(read("acme", headers, BODY), Refusal.BAD_SIGNATURE);
    }

    @Test
    void forgedStartDoesNotPassWithTheSignatureOfAStop() {
        assertRefused(read("acme", headers(RIGHT), BODY.replace("STOP", "START")), Refusal.BAD_SIGNATURE);
        assertRefused(read("acme", headers(RIGHT), BODY + " "), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacSHA1", "HmacMD5", "none", ""})
    void callerDoesNotChooseTheAlgorithm(String algorithm) {
        Map<String, String> headers = headers(RIGHT);
        headers.put("x-sinch-webhook-signature-algorithm", algorithm);
        assertRefused(read("acme", headers, BODY), Refusal.BAD_SIGNATURE);

        headers.put(
                "x-sinch-webhook-signature", SignedCalls.base64HmacSha1(SECRET, BODY + "." + NONCE + "." + SECONDS));
        assertRefused(read("acme", headers, BODY), Refusal.BAD_SIGNATURE);
    }

    @Test
    void algorithmNeedNotBeNamed() {
        Map<String, String> headers = headers(RIGHT);
        headers.remove("x-sinch-webhook-signature-algorithm");
        assertThat(read("acme", headers, BODY)).isInstanceOf(Verified.class);

        headers.put("x-sinch-webhook-signature-algorithm", "hmacsha256");
        assertThat(read("acme", headers, BODY)).isInstanceOf(Verified.class);
    }

    @Test
    void bodyCannotGrowIntoTheNonce() {
        Map<String, String> headers = headers(RIGHT);
        String nonce = "one.two";
        headers.put("x-sinch-webhook-signature-nonce", nonce);
        headers.put("x-sinch-webhook-signature", sign(BODY, nonce, SECONDS));

        assertRefused(read("acme", headers, BODY), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -81_900, -301, -1, 0, 1, 300})
    void signatureIsGoodForAsLongAsSinchDeliversAgain(long offset) {
        assertThat(call(BODY, SECONDS + offset)).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_401, 301, -1_000_000, 86_400})
    void olderAndLaterSignaturesAreRefused(long offset) {
        assertRefused(call(BODY, SECONDS + offset), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "none", "nobody"})
    void otherTenantsDoNotVouch(String tenant) {
        assertRefused(read(tenant, headers(RIGHT), BODY), Refusal.BAD_SIGNATURE);
    }

    @Test
    void whatWeCannotVerifyOrReadIsDeliveredAgain() {
        assertThat(gateway.unverifiedStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(gateway.unverifiedHeaders().getFirst("Retry-After")).isEqualTo("60");
        assertThat(gateway.malformedStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"mo_text\",\"id\":\"1\",\"from\":\"1\",\"to\":\"2\"}",
                "{\"type\":\"mo_text\",\"id\":\"1\",\"from\":\"1\",\"to\":\"2\",\"body\":1}",
                "{\"type\":\"mo_text\",\"id\":\"1\",\"from\":\"\",\"to\":\"2\",\"body\":\"STOP\"}",
                "{\"type\":\"mo_text\",\"id\":\"1\",\"from\":\"1\",\"body\":\"STOP\"}",
                "{\"type\":\"mo_text\",\"id\":\"a b\",\"from\":\"1\",\"to\":\"2\",\"body\":\"STOP\"}",
                "{\"type\":\"mo_text\",\"id\":\"1\",\"from\":\"1\",\"to\":\"2\",\"body\":\"START\",\"body\":\"STOP\"}",
                "{\"type\":\"mo_media\",\"id\":\"1\",\"from\":\"1\",\"to\":\"2\",\"body\":\"STOP\"}"
            })
    void signedCallThatIsNoTextIsMalformed(String body) {
        assertRefused(call(body, SECONDS), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"mo_binary\",\"id\":\"1\",\"from\":\"1\",\"to\":\"2\",\"body\":\"U1RPUA==\",\"udh\":\"00\"}",
                "{\"type\":\"recipient_delivery_report_sms\",\"batch_id\":\"1\",\"recipient\":\"14158675309\",\"code\":402,"
                        + "\"status\":\"Deleted\"}",
                "{\"type\":\"delivery_report_sms\",\"batch_id\":\"1\",\"statuses\":[]}",
                "{\"type\":\"of-tomorrow\"}"
            })
    void otherCallbacksTellNothing(String body) {
        assertThat(call(body, SECONDS)).isEqualTo(Verified.NOTHING);
    }

    @Test
    void wordsOfAMediaMessageAreAText() {
        String media = """
                {"type":"mo_media","id":"m1","from":"14158675309","to":"55512","body":{"subject":"x","message":"STOP",\
                "media":[{"url":"https://x"}]}}""";

        assertThat(text(call(media, SECONDS)).body()).isEqualTo("STOP");
        assertThat(text(call(media, SECONDS)).to()).isEqualTo("55512");
        assertThat(text(call(media.replace("\"message\":\"STOP\",", ""), SECONDS))
                        .body())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-15T17:05:00.001Z", "yesterday", ""})
    void timeThatIsNotCredibleIsReplacedByOurs(String time) {
        InboundText text = text(call(BODY.replace("2026-01-15T17:00:00.000Z", time), SECONDS));

        assertThat(text.receivedAt()).isEqualTo(NOW);
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
    }

    @Test
    void otherCallsAreNotRead() {
        assertRefused(read("acme", "GET", headers(RIGHT), BODY), Refusal.METHOD_NOT_ALLOWED);
        Map<String, String> headers = headers(RIGHT);
        headers.put("Content-Type", "text/plain");
        assertRefused(read("acme", headers, BODY), Refusal.UNSUPPORTED_CONTENT);
    }

    private WebhookReading call(String body, long timestamp) {
        Map<String, String> headers = headers(sign(body, NONCE, timestamp));
        headers.put("x-sinch-webhook-signature-timestamp", Long.toString(timestamp));
        return read("acme", headers, body);
    }

    private static String sign(String body, String nonce, long timestamp) {
        return SignedCalls.base64HmacSha256(SECRET, body + "." + nonce + "." + timestamp);
    }

    private static Map<String, String> headers(String signature) {
        return new HashMap<>(Map.of(
                "Content-Type",
                "application/json",
                "x-sinch-webhook-signature",
                signature,
                "x-sinch-webhook-signature-timestamp",
                Long.toString(SECONDS),
                "x-sinch-webhook-signature-nonce",
                NONCE,
                "x-sinch-webhook-signature-algorithm",
                "HmacSHA256"));
    }

    private WebhookReading read(String tenant, Map<String, String> headers, String body) {
        return read(tenant, "POST", headers, body);
    }

    private WebhookReading read(String tenant, String method, Map<String, String> headers, String body) {
        return gateway.read(new WebhookRequest(
                tenant,
                method,
                "https://sms.example.test/webhooks/sinch/" + tenant,
                null,
                headers::get,
                body.getBytes(StandardCharsets.UTF_8)));
    }

    private static InboundText text(WebhookReading reading) {
        assertThat(reading).isInstanceOf(Verified.class);
        return (InboundText) ((Verified) reading).events().getFirst();
    }

    private static void assertRefused(WebhookReading reading, Refusal reason) {
        assertThat(reading).isEqualTo(new Refused(reason));
    }
}

package dev.greenlight.smsinbound.webhook.gateway.telnyx;

import static dev.greenlight.smsinbound.webhook.Call.assertRefused;
import static dev.greenlight.smsinbound.webhook.Call.report;
import static dev.greenlight.smsinbound.webhook.Call.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.Call;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelnyxGatewayTest {

    private static final long SECONDS = 1_768_496_400;
    private static final String URL = "https://sms.example.test/webhooks/telnyx/acme";
    private static final String SIGNATURE = "telnyx-signature-ed25519";
    private static final String TIMESTAMP = "telnyx-timestamp";

    /** Of RFC 8032, section 7.1, test 1; the vector below was made with its private half. */
    private static final String PUBLISHED_KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    private static final String BODY = """
            {"data":{"event_type":"message.received","id":"00000000-0000-0000-0000-000000000001",\
            "occurred_at":"2026-01-15T17:00:00.000Z","payload":{"direction":"inbound",\
            "from":{"phone_number":"+14158675309"},"id":"00000000-0000-0000-0000-0000000000aa","text":"STOP",\
            "to":[{"phone_number":"+18005551212"}],"type":"SMS"},"record_type":"event"}}""";

    private static final Call PUBLISHED = Call.postJson(URL, BODY)
            .with(TIMESTAMP, "1768496400")
            .with(
                    SIGNATURE,
                    "3rsCl1pIhqpRXArzieXf6r9rh7b8WAHRuQns5gdZ4oZiKdiBq9VMG9Z+sN8cJJZo5kUkLwmL+Mut4V9OLFEkDg==");

    private static final KeyPair OWN = keyPair();

    @Test
    void publishedVectorIsVerified() {
        InboundText text = text(read(PUBLISHED, SECONDS));

        assertThat(text.eventId()).isEqualTo("telnyx:00000000-0000-0000-0000-0000000000aa");
        assertThat(text.from()).isEqualTo("+14158675309");
        assertThat(text.to()).isEqualTo("+18005551212");
        assertThat(text.body()).isEqualTo("STOP");
        assertThat(text.receivedAt()).isEqualTo(Instant.parse("2026-01-15T17:00:00Z"));
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GATEWAY);
        assertThat(text.hint()).isEqualTo(GatewayHint.NONE);
        assertThat(text.gatewayReplied()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1_768_496_100, 1_768_496_399, 1_768_496_401, 1_768_496_700})
    void callsInTheWindowAreAccepted(long now) {
        assertThat(read(PUBLISHED, now)).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_768_496_099, 1_768_496_701, 1_768_496_000, 1_768_496_800, 0})
    void callsOutsideTheWindowAreRefused(long now) {
        assertRefused(read(PUBLISHED, now), Refusal.BAD_SIGNATURE);
    }

    @Test
    void everythingThatIsSignedCounts() {
        assertRefused(read(PUBLISHED.with(TIMESTAMP, "1768496401"), SECONDS), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.withBody(BODY + "\n"), SECONDS), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.withBody(BODY.replace("STOP", "GO")), SECONDS), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.without(TIMESTAMP), SECONDS), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.without(SIGNATURE), SECONDS), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 32, 63})
    void everyByteOfTheSignatureCounts(int index) {
        byte[] signature = Base64.getDecoder().decode(PUBLISHED.header(SIGNATURE));
        signature[index] ^= 1;

        assertRefused(read(PUBLISHED.with(SIGNATURE, base64(signature)), SECONDS), Refusal.BAD_SIGNATURE);
        assertRefused(
                read(PUBLISHED.with(SIGNATURE, base64(Arrays.copyOf(signature, index))), SECONDS),
                Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not Base64", "====", "ŝ"})
    void oddSignaturesAreRefused(String signature) {
        assertRefused(read(PUBLISHED.with(SIGNATURE, signature), SECONDS), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "1768496400.0", "1768496400 ", "0x69691d50", "99999999999999999999"})
    void oddTimesAreRefused(String timestamp) {
        assertRefused(read(signed(timestamp, BODY), SECONDS), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "none", "nobody"})
    void otherTenantsDoNotVouch(String tenant) {
        assertRefused(read(PUBLISHED.to(tenant), SECONDS), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not Base64!",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHUQ==",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURoA",
                "/////////////////////////////////////////38=",
                "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
            })
    void keyThatIsNoneStopsTheStart(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TelnyxGateway(Map.of("acme", List.of(PUBLISHED_KEY, key)), Clock.systemUTC()))
                .withMessageContaining("telnyx.public-keys")
                .withMessageContaining("32 bytes in Base64");
    }

    @ParameterizedTest
    @CsvSource({"STOP,STOP", "START,START", "HELP,HELP", "help,HELP", "OTHER,NONE"})
    void answerOfTelnyxIsHintAndReply(String type, GatewayHint hint) {
        InboundText text = text(
                call(BODY.replace("\"text\":\"STOP\"", "\"text\":\"Genug\",\"autoresponse_type\":\"" + type + "\"")));

        assertThat(text.hint()).isEqualTo(hint);
        assertThat(text.gatewayReplied()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void noAnswerOfTelnyxIsNone(String type) {
        InboundText text = text(call(BODY.replace("\"text\"", "\"autoresponse_type\":" + type + ",\"text\"")));

        assertThat(text.hint()).isEqualTo(GatewayHint.NONE);
        assertThat(text.gatewayReplied()).isFalse();
    }

    @Test
    void timeOfReceiptIsPreferredToThatOfTheEvent() {
        InboundText text =
                text(call(BODY.replace("\"text\"", "\"received_at\":\"2026-01-15T16:59:58.123+00:00\",\"text\"")));
        InboundText unknown = text(call(BODY.replace("2026-01-15T17:00:00.000Z", "today")));

        assertThat(text.receivedAt()).isEqualTo(Instant.parse("2026-01-15T16:59:58.123Z"));
        assertThat(unknown.receivedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
    }

    @Test
    void pictureWithoutWordsIsAnEmptyText() {
        assertThat(text(call(BODY.replace("\"text\":\"STOP\",", ""))).body()).isEmpty();
        assertThat(text(call(BODY.replace("\"STOP\"", "null"))).body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"message.finalized,'\"40300\"'", "message.finalized,40300", "message.sent,'\"40300\"'"})
    void blockedTextSaysThatThePersonSaidStop(String type, String code) {
        BlockedNumber report = report(call(outbound(type, code)));

        assertThat(report.eventId()).isEqualTo("telnyx:m-2");
        assertThat(report.number()).isEqualTo("+14158675309");
        assertThat(report.sender()).isEqualTo("+18005551212");
        assertThat(report.cause()).isEqualTo(BlockedNumber.Cause.OPTED_OUT);
        assertThat(report.code()).isEqualTo("40300");
        assertThat(report.reportedAt()).isEqualTo(Instant.parse("2026-01-15T16:59:59Z"));
    }

    @Test
    void otherEventsTellNothing() {
        assertThat(call(outbound("message.finalized", "\"40001\""))).isEqualTo(Verified.NOTHING);
        assertThat(call(outbound("message.queued", "\"40300\""))).isEqualTo(Verified.NOTHING);
        assertThat(call(outbound("message.sent", "\"40300\"")
                        .replace("\"to\":[", "\"to\":[{\"phone_number\":\"+14155550100\"},")))
                .isEqualTo(Verified.NOTHING);
        assertThat(call("{\"data\":{\"event_type\":\"call.initiated\"}}")).isEqualTo(Verified.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"id\":\"00000000-0000-0000-0000-0000000000aa\",", "\"phone_number\":", "\"event_type\":"})
    void signedCallWithoutWhatATextNeedsIsMalformed(String missing) {
        assertRefused(call(BODY.replace(missing, "\"x\":" + (missing.endsWith(",") ? "1," : ""))), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "null", "{\"data\":[]}", "{\"data\":{},\"data\":{}}", "STOP"})
    void signedCallThatIsNoEventIsMalformed(String body) {
        assertRefused(call(body), Refusal.MALFORMED);
    }

    @Test
    void wordsThatAreThereTwiceAreMalformed() {
        assertRefused(call(BODY.replace("\"text\":", "\"text\":\"START\",\"text\":")), Refusal.MALFORMED);
        assertRefused(call(BODY.replace("\"STOP\"", "[\"STOP\"]")), Refusal.MALFORMED);
    }

    @Test
    void otherCallsAreNotRead() {
        assertRefused(read(PUBLISHED.withMethod("GET"), SECONDS), Refusal.METHOD_NOT_ALLOWED);
        assertRefused(read(PUBLISHED.with("Content-Type", "text/plain"), SECONDS), Refusal.UNSUPPORTED_CONTENT);
        assertRefused(read(PUBLISHED.without("Content-Type"), SECONDS), Refusal.UNSUPPORTED_CONTENT);
        assertThat(read(PUBLISHED.with("Content-Type", "Application/JSON; charset=utf-8"), SECONDS))
                .isInstanceOf(Verified.class);
    }

    private static String outbound(String type, String code) {
        return """
                {"data":{"event_type":"%s","id":"e-2","occurred_at":"2026-01-15T16:59:59Z","payload":{"id":"m-2",\
                "direction":"outbound","from":{"phone_number":"+18005551212"},\
                "to":[{"phone_number":"+14158675309","status":"delivery_failed"}],\
                "errors":[{"code":"1"},{"code":%s,"title":"Blocked due to STOP message"}]}}}""".formatted(type, code);
    }

    private static WebhookReading call(String body) {
        return read(signed(Long.toString(SECONDS), body), SECONDS);
    }

    private static Call signed(String timestamp, String body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(OWN.getPrivate());
            signature.update((timestamp + '|' + body).getBytes(StandardCharsets.UTF_8));
            return Call.postJson(URL, body).with(TIMESTAMP, timestamp).with(SIGNATURE, base64(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WebhookReading read(Call call, long now) {
        byte[] own = OWN.getPublic().getEncoded();
        String ownKey = base64(Arrays.copyOfRange(own, own.length - 32, own.length));
        return new TelnyxGateway(
                        Map.of("acme", List.of(ownKey, PUBLISHED_KEY), "other", List.of(otherKey()), "none", List.of()),
                        Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC))
                .read(call.request());
    }

    private static String otherKey() {
        byte[] encoded = keyPair().getPublic().getEncoded();
        return base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

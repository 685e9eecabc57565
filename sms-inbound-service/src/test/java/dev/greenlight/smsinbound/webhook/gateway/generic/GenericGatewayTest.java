package dev.greenlight.smsinbound.webhook.gateway.generic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.domain.BlockedNumber;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenericGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:00Z");
    private static final long SECONDS = NOW.getEpochSecond();
    private static final String BODY = """
            {"id":"m-1","from":"+14158675309","to":"+18005551212","text":"STOP","more":{"ignored":true}}""";

    private static final String REPORT = """
            {"type":"number-blocked","id":"r-1","number":"+14158675309","sender":"55512","cause":"deactivated",\
            "code":"att-2026-01-15","reportedAt":"2026-01-15T05:00:00Z"}""";

    private final GenericGateway gateway = new GenericGateway(
            Map.of("acme", List.of("the-secret-before", SignedCalls.GENERIC_SECRET)), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void signedTextIsRead() {
        InboundText text = text(call(SECONDS, BODY));

        assertThat(text.eventId()).isEqualTo("generic:m-1");
        assertThat(text.from()).isEqualTo("+14158675309");
        assertThat(text.to()).isEqualTo("+18005551212");
        assertThat(text.body()).isEqualTo("STOP");
        assertThat(text.receivedAt()).isEqualTo(NOW);
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
        assertThat(text.gatewayReplied()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 300})
    void callsInTheWindowAreAccepted(long offset) {
        assertThat(call(SECONDS + offset, BODY)).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -86_400, 86_400})
    void callsOutsideTheWindowAreRefused(long offset) {
        assertRefused(call(SECONDS + offset, BODY), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "-1", "1768496400.0", "+1768496400", "1768496400 ", "99999999999999999999", "١٧٦٨"})
    void timestampIsSecondsInDigits(String timestamp) {
        assertRefused(
                read("acme", timestamp, SignedCalls.genericSignature(timestamp, BODY), BODY), Refusal.BAD_SIGNATURE);
    }

    @Test
    void anyOfSeveralSignaturesMayBeTheRightOne() {
        String timestamp = Long.toString(SECONDS);
        String right = SignedCalls.genericSignature(timestamp, BODY);

        assertThat(read("acme", timestamp, "v0=00, v2=abc,v1=zz,v1=00 , " + right, BODY))
                .isInstanceOf(Verified.class);
        assertThat(read("acme", timestamp, right.toUpperCase(Locale.ROOT).replace("V1=", "v1="), BODY))
                .isInstanceOf(Verified.class);
        assertRefused(read("acme", timestamp, right.substring(0, right.length() - 2), BODY), Refusal.BAD_SIGNATURE);
        assertRefused(read("acme", timestamp, right.substring("v1=".length()), BODY), Refusal.BAD_SIGNATURE);
        assertRefused(read("acme", timestamp, "", BODY), Refusal.BAD_SIGNATURE);
        assertRefused(read("acme", timestamp, null, BODY), Refusal.BAD_SIGNATURE);
        assertRefused(read("acme", null, right, BODY), Refusal.BAD_SIGNATURE);
    }

    @Test
    void everyByteOfTheBodyAndTheTimeIsSigned() {
        String timestamp = Long.toString(SECONDS);
        String right = SignedCalls.genericSignature(timestamp, BODY);

        assertRefused(read("acme", timestamp, right, BODY + " "), Refusal.BAD_SIGNATURE);
        assertRefused(read("acme", Long.toString(SECONDS + 1), right, BODY), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "nobody"})
    void otherTenantsDoNotVouch(String tenant) {
        String timestamp = Long.toString(SECONDS);

        assertRefused(
                read(tenant, timestamp, SignedCalls.genericSignature(timestamp, BODY), BODY), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "\"STOP\"",
                "{} {}",
                "{\"from\":\"+1\",\"to\":\"+2\",\"text\":\"STOP\"}",
                "{\"id\":\"\",\"from\":\"+1\",\"to\":\"+2\",\"text\":\"STOP\"}",
                "{\"id\":\"a b\",\"from\":\"+1\",\"to\":\"+2\",\"text\":\"STOP\"}",
                "{\"id\":1,\"from\":\"+1\",\"to\":\"+2\",\"text\":\"STOP\"}",
                "{\"id\":\"1\",\"from\":\"\",\"to\":\"+2\",\"text\":\"STOP\"}",
                "{\"id\":\"1\",\"from\":\"+1\",\"to\":\"+2\"}",
                "{\"id\":\"1\",\"from\":\"+1\",\"to\":\"+2\",\"text\":\"START\",\"text\":\"STOP\"}",
                "{\"id\":\"1\",\"from\":\"+1\",\"to\":\"+2\",\"text\":\"STOP\",\"receivedAt\":\"yesterday\"}",
                "{\"id\":\"1\",\"from\":\"+1\",\"to\":\"+2\",\"text\":\"STOP\",\"receivedAt\":1768496400}",
                "{\"id\":\"1\",\"from\":\"+1\",\"to\":\"+2\",\"text\":\"STOP\",\"receivedAt\":\"2026-01-15T17:00:00\"}",
                "{\"id\":\"1\",\"from\":\"+1\",\"to\":\"+2\",\"text\":\"STOP\",\"receivedAt\":\"1969-12-31T23:59:59Z\"}"
            })
    void signedCallThatIsNoTextIsMalformed(String body) {
        assertRefused(call(SECONDS, body), Refusal.MALFORMED);
    }

    @Test
    void deepJsonDoesNotBreakIt() {
        assertRefused(call(SECONDS, "[".repeat(60_000)), Refusal.MALFORMED);
    }

    @Test
    void gatewaysOwnTimeCountsUpToFiveMinutesAhead() {
        assertThat(text(call(SECONDS, receivedAt("2026-01-14T03:04:05.678Z"))).receivedAt())
                .isEqualTo(Instant.parse("2026-01-14T03:04:05.678Z"));
        InboundText ahead = text(call(SECONDS, receivedAt("2026-01-15T17:05:00Z")));
        assertThat(ahead.receivedAt()).isEqualTo(Instant.parse("2026-01-15T17:05:00Z"));
        assertThat(ahead.receivedAtSource()).isEqualTo(TimeSource.GATEWAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-15T17:05:00.001Z", "2036-01-15T17:00:00Z", "2026-01-15T17:00:00-08:00"})
    void clockThatIsFarAheadIsReplacedByOurs(String time) {
        InboundText text = text(call(SECONDS, receivedAt(time)));

        assertThat(text.receivedAt()).isEqualTo(NOW);
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
    }

    @ParameterizedTest
    @CsvSource({"opted-out,OPTED_OUT", "deactivated,DEACTIVATED"})
    void signedReportIsRead(String word, BlockedNumber.Cause cause) {
        BlockedNumber report = report(REPORT.replace("deactivated", word));

        assertThat(report.eventId()).isEqualTo("generic:r-1");
        assertThat(report.number()).isEqualTo("+14158675309");
        assertThat(report.sender()).isEqualTo("55512");
        assertThat(report.cause()).isEqualTo(cause);
        assertThat(report.code()).isEqualTo("att-2026-01-15");
        assertThat(report.reportedAt()).isEqualTo(Instant.parse("2026-01-15T05:00:00Z"));
        assertThat(report.reportedAtSource()).isEqualTo(TimeSource.GATEWAY);
    }

    @Test
    void codeAndTimeOfAReportMayBeMissing() {
        BlockedNumber report = report("""
                {"type":"number-blocked","id":"r-1","number":"+14158675309","sender":"55512","cause":"opted-out"}""");

        assertThat(report.code()).isEmpty();
        assertThat(report.reportedAt()).isEqualTo(NOW);
        assertThat(report.reportedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
        assertThat(report(REPORT.replace("\"att-2026-01-15\"", "21610")).code()).isEqualTo("21610");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":\"r-1\"|\"id\":\"r 1\"",
                "\"number\"|\"from\"",
                "\"+14158675309\"|\"\"",
                "\"sender\"|\"to\"",
                "\"55512\"|55512",
                "\"cause\"|\"why\"",
                "deactivated|DEACTIVATED",
                "deactivated|unreachable",
                "2026-01-15T05:00:00Z|yesterday",
                "\"att-2026-01-15\"|[]",
                "att-2026-01-15|two words"
            })
    void reportThatLacksSomethingIsMalformed(String right, String wrong) {
        assertThat(REPORT).contains(right);
        assertRefused(call(SECONDS, REPORT.replace(right, wrong)), Refusal.MALFORMED);
    }

    @Test
    void otherTypesAreTexts() {
        assertThat(text(call(SECONDS, BODY.replace("{\"id\"", "{\"type\":\"sms\",\"id\"")))
                        .body())
                .isEqualTo("STOP");
    }

    private BlockedNumber report(String body) {
        WebhookReading reading = call(SECONDS, body);
        assertThat(reading).isInstanceOf(Verified.class);
        return (BlockedNumber) ((Verified) reading).events().getFirst();
    }

    private static String receivedAt(String time) {
        return """
                {"id":"m-1","from":"+14158675309","to":"+18005551212","text":"STOP","receivedAt":"%s"}""".formatted(time);
    }

    private WebhookReading call(long timestamp, String body) {
        String seconds = Long.toString(timestamp);
        return read("acme", seconds, SignedCalls.genericSignature(seconds, body), body);
    }

    private WebhookReading read(String tenant, @Nullable String timestamp, @Nullable String signature, String body) {
        return gateway.read(new WebhookRequest(
                tenant,
                "POST",
                "https://sms.example.test/webhooks/generic/" + tenant,
                null,
                name -> switch (name) {
                    case "Content-Type" -> "application/json; charset=utf-8";
                    case "Greenlight-Timestamp" -> timestamp;
                    case "Greenlight-Signature" -> signature;
                    default -> null;
                },
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

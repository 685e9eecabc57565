package dev.greenlight.smsinbound.webhook.gateway.vonagemessages;

import static dev.greenlight.smsinbound.webhook.Call.assertRefused;
import static dev.greenlight.smsinbound.webhook.Call.report;
import static dev.greenlight.smsinbound.webhook.Call.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.Call;
import dev.greenlight.smsinbound.webhook.Tokens;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class VonageMessagesGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:00Z");
    private static final long SECONDS = NOW.getEpochSecond();
    private static final String SECRET = "vonage-signature-secret-0123456789";
    private static final String URL = "https://sms.example.test/webhooks/vonage-messages/acme";

    private static final String BODY = """
            {"channel":"sms","message_uuid":"00000000-0000-0000-0000-0000000000cc","to":"18005551212",\
            "from":"14158675309","timestamp":"2026-01-15T17:00:00Z","text":"STOP","message_type":"text"}""";

    private static final Call PUBLISHED = Call.postJson(URL, BODY)
            .with(
                    "Authorization",
                    "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3Njg0OTY0MDAsImp0aSI6IjAwMDAwMDAwLTAwMDAtM"
                            + "DAwMC0wMDAwLTAwMDAwMDAwMDBkZCIsImlzcyI6IlZvbmFnZSIsInBheWxvYWRfaGFzaCI6IjViZjZhYjY4NTM4M"
                            + "DMzMjU3YjBhMzEzZmEyOTA1MTk4MWIyZTkzM2Y1Y2FhYjUzN2NiODkxZTVlNDQ2MmYyZDIiLCJhcGlfa2V5IjoiY"
                            + "WJjZDEyMzQifQ.y9KW9hf6mceXlnc03cgXpnU1s4NNGLgZ0evEVuLsfYY");

    @Test
    void publishedVectorIsVerified() {
        InboundText text = text(read(PUBLISHED));

        assertThat(text.eventId()).isEqualTo("vonage-messages:00000000-0000-0000-0000-0000000000cc");
        assertThat(text.from()).isEqualTo("+14158675309");
        assertThat(text.to()).isEqualTo("+18005551212");
        assertThat(text.body()).isEqualTo("STOP");
        assertThat(text.receivedAt()).isEqualTo(NOW);
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GATEWAY);
        assertThat(text.hint()).isEqualTo(GatewayHint.NONE);
        assertThat(text.gatewayReplied()).isFalse();
    }

    @Test
    void tokenIsForOneBody() {
        assertRefused(read(PUBLISHED.withBody(BODY.replace("STOP", "START"))), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.withBody(BODY + " ")), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.withBody("")), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"Vonage\",\"iat\":1768496400}",
                "{\"iss\":\"Vonage\",\"iat\":1768496400,\"payload_hash\":\"\"}",
                "{\"iss\":\"vonage\",\"iat\":1768496400,\"payload_hash\":\"HASH\"}",
                "{\"iat\":1768496400,\"payload_hash\":\"HASH\"}",
                "{\"iss\":\"Vonage\",\"payload_hash\":\"HASH\"}",
                "{\"iss\":\"Vonage\",\"iat\":\"1768496400\",\"payload_hash\":\"HASH\"}"
            })
    void everyClaimIsNeeded(String claims) {
        String token = Tokens.hs256(SECRET, claims.replace("HASH", SignedCalls.sha256Hex(BODY)));

        assertRefused(read(PUBLISHED.with("Authorization", "Bearer " + token)), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({"HmacSHA512,HS512", "HmacSHA384,HS384", "HmacSHA256,none", "HmacSHA256,RS256"})
    void otherAlgorithmsAreRefused(String algorithm, String name) {
        String token = Tokens.signed(algorithm, SECRET, "{\"alg\":\"" + name + "\"}", claims(SECONDS, BODY));

        assertRefused(read(PUBLISHED.with("Authorization", "Bearer " + token)), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c"})
    void otherCredentialsAreRefused(String authorization) {
        assertRefused(read(PUBLISHED.with("Authorization", authorization)), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.without("Authorization")), Refusal.BAD_SIGNATURE);
    }

    @Test
    void nameOfTheSchemeIsInAnyCase() {
        String token = PUBLISHED.header("Authorization").substring("Bearer ".length());

        assertThat(read(PUBLISHED.with("Authorization", "bearer " + token))).isInstanceOf(Verified.class);
        assertRefused(read(PUBLISHED.with("Authorization", token)), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_700, -86_400, -301, 0, 300})
    void tokenIsGoodForAsLongAsVonageDeliversAgain(long offset) {
        assertThat(read(signed(SECONDS + offset, BODY))).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_701, 301, -1_000_000})
    void olderAndLaterTokensAreRefused(long offset) {
        assertRefused(read(signed(SECONDS + offset, BODY)), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "none", "nobody"})
    void otherTenantsDoNotVouch(String tenant) {
        assertRefused(read(PUBLISHED.to(tenant)), Refusal.BAD_SIGNATURE);
    }

    @Test
    void whatWeCannotVerifyOrReadIsDeliveredAgain() {
        assertThat(gateway().unverifiedStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(gateway().malformedStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void messagesOfOtherChannelsAreNoTexts() {
        assertThat(call(BODY.replace("\"sms\"", "\"whatsapp\""))).isEqualTo(Verified.NOTHING);
        assertThat(text(call(BODY.replace("\"sms\"", "\"mms\""))).body()).isEqualTo("STOP");
    }

    @Test
    void pictureIsAnEmptyText() {
        String picture = BODY.replace("\"sms\"", "\"mms\"")
                .replace("\"text\":\"STOP\"", "\"image\":{\"url\":\"x\"}")
                .replace("\"message_type\":\"text\"", "\"message_type\":\"image\"");

        assertThat(text(call(picture)).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "video", "audio", "file"})
    void wordsOfAPictureMessageAreAText(String type) {
        String picture = BODY.replace("\"sms\"", "\"mms\"")
                .replace("\"message_type\":\"text\"", "\"message_type\":\"" + type + "\"");

        for (String words :
                List.of("\"caption\":\"STOP\"", "\"text\":\"STOP\"", "\"caption\":\"\",\"text\":\"STOP\"")) {
            String object = "\"" + type + "\":{\"url\":\"x\"," + words + "}";
            assertThat(text(call(picture.replace("\"text\":\"STOP\"", object))).body())
                    .isEqualTo("STOP");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_uuid", "from", "to", "text", "channel"})
    void signedCallWithoutWhatATextNeedsIsMalformed(String name) {
        assertRefused(call(BODY.replace("\"" + name + "\":", "\"x-" + name + "\":")), Refusal.MALFORMED);
        assertRefused(call(BODY.replaceFirst("\\{", "{\"" + name + "\":\"STOP\",")), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{}"})
    void signedCallThatIsNoMessageIsMalformed(String body) {
        assertRefused(call(body), Refusal.MALFORMED);
    }

    @Test
    void timeThatCannotBeReadIsReplacedByOurs() {
        assertThat(text(call(BODY.replace("2026-01-15T17:00:00Z", "now"))).receivedAtSource())
                .isEqualTo(TimeSource.GREENLIGHT);
    }

    @ParameterizedTest
    @CsvSource({"rejected,1240,OPTED_OUT", "undeliverable,1240,OPTED_OUT", "rejected,1190,DEACTIVATED"})
    void statusSaysThatANumberIsBlocked(String status, String code, BlockedNumber.Cause cause) {
        String body = status(status, code);

        for (String shape :
                List.of(body, body.replace("{\"type\"", "{\"error\":{\"type\"").replace("1\"}}", "1\"}}}"))) {
            BlockedNumber report = report(call(shape));
            assertThat(report.eventId()).isEqualTo("vonage-messages:m-2");
            assertThat(report.number()).isEqualTo("+14158675309");
            assertThat(report.sender()).isEqualTo("+18005551212");
            assertThat(report.cause()).isEqualTo(cause);
            assertThat(report.code()).isEqualTo(code);
            assertThat(report.reportedAt()).isEqualTo(NOW);
        }
    }

    @Test
    void otherStatusesTellNothing() {
        assertThat(call(status("rejected", "1050"))).isEqualTo(Verified.NOTHING);
        assertThat(call(status("submitted", "1240"))).isEqualTo(Verified.NOTHING);
        assertThat(call(status("rejected", "1240").replace("18005551212", "AcmeInc")))
                .isEqualTo(Verified.NOTHING);
        assertThat(call("{\"channel\":\"sms\",\"message_uuid\":\"m\",\"status\":\"delivered\"}"))
                .isEqualTo(Verified.NOTHING);
        assertRefused(call(status("rejected", "1240").replace("\"to\"", "\"x\"")), Refusal.MALFORMED);
    }

    @Test
    void otherCallsAreNotRead() {
        assertRefused(read(PUBLISHED.withMethod("GET")), Refusal.METHOD_NOT_ALLOWED);
        assertRefused(read(PUBLISHED.with("Content-Type", "text/plain")), Refusal.UNSUPPORTED_CONTENT);
        assertRefused(read(PUBLISHED.without("Content-Type")), Refusal.UNSUPPORTED_CONTENT);
    }

    private static String status(String status, String code) {
        return """
                {"channel":"sms","message_uuid":"m-2","to":"14158675309","from":"18005551212",\
                "timestamp":"2026-01-15T17:00:00.000Z","status":"%s",\
                "error":{"type":"https://developer.vonage.com/api-errors/messages#%s","title":%s,"instance":"1"}}""".formatted(status, code, code);
    }

    private static WebhookReading call(String body) {
        return read(signed(SECONDS, body));
    }

    private static Call signed(long issuedAt, String body) {
        return Call.postJson(URL, body).with("Authorization", "Bearer " + Tokens.hs256(SECRET, claims(issuedAt, body)));
    }

    private static String claims(long issuedAt, String body) {
        return """
                {"iss":"Vonage","iat":%d,"jti":"j","payload_hash":"%s","api_key":"abcd1234"}""".formatted(issuedAt, SignedCalls.sha256Hex(body));
    }

    private static VonageMessagesGateway gateway() {
        return new VonageMessagesGateway(
                Map.of("acme", List.of("before", SECRET), "other", List.of("another"), "none", List.of()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static WebhookReading read(Call call) {
        return gateway().read(call.request());
    }
}

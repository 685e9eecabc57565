package dev.greenlight.smsinbound.webhook.gateway.bird;

import static dev.greenlight.smsinbound.webhook.Call.assertRefused;
import static dev.greenlight.smsinbound.webhook.Call.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.Call;
import dev.greenlight.smsinbound.webhook.Tokens;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BirdGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:00Z");
    private static final String KEY = "Wb3N9gKeFf8ZoCzlOb5lJSic7bHLUcSu";
    private static final String URL = "https://sms.example.test/webhooks/bird/acme";

    private static final String CHANNEL_EVENT = """
            {"service":"channels","event":"sms.inbound","payload":{"id":"96a0b5fa-a986-453d-be5c-3117f989f025",\
            "channelId":"614208aa-b153-4d5d-9989-2fddfc0ce4c3","sender":{"contact":{"id":"c",\
            "identifierKey":"phonenumber","identifierValue":"+14158675309"}},\
            "receiver":{"connector":{"id":"86cc4dc0","identifierValue":"+18005551212"}},\
            "body":{"type":"text","text":{"text":"STOP"}},"status":"delivered","direction":"incoming",\
            "createdAt":"2026-01-15T16:59:59.736Z"}}""";

    private static final String FORM = "id=m-1&originator=14158675309&recipient=18005551212&body=STOP"
            + "&createdDatetime=2026-01-15T16%3A59%3A58%2B00%3A00&reference=";

    private final BirdGateway gateway = new BirdGateway(
            Map.of(
                    "acme", List.of("before", KEY),
                    "lenient", List.of(KEY),
                    "named", List.of(KEY),
                    "other", List.of("another"),
                    "none", List.of()),
            Set.of("lenient", "none"),
            Map.of("named", Map.of("614208aa-b153-4d5d-9989-2fddfc0ce4c3", "55512")),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void textOfAChannelIsRead() {
        Call call = Call.postJson(URL, CHANNEL_EVENT)
                .with("MessageBird-Request-Timestamp", "1768496400")
                .with("MessageBird-Signature", "h823oH1UVwo2XxoHBYxKaKdnRBjKQUV5NkY8uc6FcJk=");
        InboundText text = text(read(call));

        assertThat(text.eventId()).isEqualTo("bird:96a0b5fa-a986-453d-be5c-3117f989f025");
        assertThat(text.from()).isEqualTo("+14158675309");
        assertThat(text.to()).isEqualTo("+18005551212");
        assertThat(text.body()).isEqualTo("STOP");
        assertThat(text.receivedAt()).isEqualTo(Instant.parse("2026-01-15T16:59:59.736Z"));
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GATEWAY);
        assertThat(text.hint()).isEqualTo(GatewayHint.NONE);
        assertThat(text.gatewayReplied()).isFalse();
    }

    @Test
    void everythingThatIsSignedCounts() {
        Call call = signed(CHANNEL_EVENT);

        assertThat(read(call)).isInstanceOf(Verified.class);
        assertRefused(read(call.withBody(CHANNEL_EVENT.replace("STOP", "START"))), Refusal.BAD_SIGNATURE);
        assertRefused(read(call.withUrl(URL + "?a=b")), Refusal.BAD_SIGNATURE);
        assertRefused(read(call.withUrl(URL.replace("acme", "lenient")).to("lenient")), Refusal.BAD_SIGNATURE);
        assertRefused(read(call.with("MessageBird-Request-Timestamp", "1768496401")), Refusal.BAD_SIGNATURE);
        assertRefused(read(call.without("MessageBird-Request-Timestamp")), Refusal.BAD_SIGNATURE);
        assertRefused(read(call.without("MessageBird-Signature")), Refusal.BAD_SIGNATURE);
    }

    @Test
    void signatureThatDoesNotCoverTheAddressIsRefusedUnlessTheTenantAllowsIt() {
        Call legacy = signed("1768496400", "", CHANNEL_EVENT);

        assertRefused(read(legacy), Refusal.BAD_SIGNATURE);
        assertThat(text(read(legacy.to("lenient"))).body()).isEqualTo("STOP");
        assertRefused(read(legacy.to("none")), Refusal.BAD_SIGNATURE);
    }

    @Test
    void signatureDoesNotHelpATokenThatIsWrong() {
        assertRefused(read(signed(CHANNEL_EVENT).with("MessageBird-Signature-JWT", "")), Refusal.BAD_SIGNATURE);
        assertRefused(
                read(signed(CHANNEL_EVENT).with("MessageBird-Signature-JWT", token("another", URL, CHANNEL_EVENT))),
                Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "none", "nobody"})
    void otherTenantsDoNotVouch(String tenant) {
        assertRefused(read(signed(CHANNEL_EVENT).to(tenant)), Refusal.BAD_SIGNATURE);
        assertRefused(read(withToken(Call.postForm(URL, FORM)).to(tenant)), Refusal.BAD_SIGNATURE);
    }

    @Test
    void numberOfAChannelIsTheConfiguredOne() {
        Call named = signed(CHANNEL_EVENT).to("named");
        String unnamed = CHANNEL_EVENT.replace(",\"identifierValue\":\"+18005551212\"", "");

        assertThat(text(read(named)).to()).isEqualTo("55512");
        assertThat(text(read(signed(unnamed).to("named"))).to()).isEqualTo("55512");
        assertRefused(read(signed(unnamed)), Refusal.MALFORMED);
        assertThat(text(read(signed(CHANNEL_EVENT.replace("614208aa", "714208aa"))
                                .to("named")))
                        .to())
                .isEqualTo("+18005551212");
    }

    @Test
    void pictureIsAnEmptyText() {
        String picture = CHANNEL_EVENT.replace(
                "\"type\":\"text\",\"text\":{\"text\":\"STOP\"}", "\"type\":\"image\",\"image\":{}");

        assertThat(text(read(signed(picture))).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "file"})
    void wordsOfAPictureMessageAreAText(String type) {
        String picture = CHANNEL_EVENT.replace(
                "\"type\":\"text\",\"text\":{\"text\":\"STOP\"}",
                "\"type\":\"" + type + "\",\"" + type + "\":{\"text\":\"STOP\"}");

        assertThat(text(read(signed(picture))).body()).isEqualTo("STOP");
        assertThat(text(read(signed(picture.replace("\"body\":{", "\"body\":{\"text\":{\"text\":\"\"},"))))
                        .body())
                .isEqualTo("STOP");
    }

    @Test
    void otherEventsTellNothing() {
        assertThat(read(signed(CHANNEL_EVENT.replace("sms.inbound", "sms.outbound"))))
                .isEqualTo(Verified.NOTHING);
        assertThat(read(signed(CHANNEL_EVENT.replace("sms.inbound", "whatsapp.inbound"))))
                .isEqualTo(Verified.NOTHING);
        assertThat(read(withToken(Call.get(URL + "?id=m-2&recipient=14158675309&status=delivered"))))
                .isEqualTo(Verified.NOTHING);
    }

    @Test
    void textOfMessageBirdComesAsQueryFormAndJson() {
        String json = "{\"id\":\"m-1\",\"originator\":14158675309,\"recipient\":\"18005551212\",\"payload\":\"STOP\","
                + "\"createdDatetime\":\"2026-01-15T16:59:58+00:00\"}";

        for (Call call : List.of(Call.get(URL + '?' + FORM), Call.postForm(URL, FORM), Call.postJson(URL, json))) {
            InboundText text = text(read(withToken(call)));
            assertThat(text.eventId()).isEqualTo("bird:m-1");
            assertThat(text.from()).isEqualTo("+14158675309");
            assertThat(text.to()).isEqualTo("+18005551212");
            assertThat(text.body()).isEqualTo("STOP");
            assertThat(text.receivedAt()).isEqualTo(Instant.parse("2026-01-15T16:59:58Z"));
        }
    }

    @Test
    void textToAShortCodeHasOtherNames() {
        String form = "mid=m-3&originator=14158675309&shortcode=55512&message=STOP&receive_datetime=20260115165958";
        InboundText text = text(read(withToken(Call.postForm(URL, form))));

        assertThat(text.eventId()).isEqualTo("bird:m-3");
        assertThat(text.to()).isEqualTo("55512");
        assertThat(text.body()).isEqualTo("STOP");
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "originator", "recipient", "body"})
    void signedCallWithoutWhatATextNeedsIsMalformed(String name) {
        assertRefused(read(withToken(Call.postForm(URL, FORM.replace(name + "=", "x-")))), Refusal.MALFORMED);
        assertRefused(read(withToken(Call.postForm(URL, FORM + '&' + name + "=1"))), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"\"id\":\"96a0b5fa", "\"sender\":", "\"body\":", "\"payload\":"})
    void signedEventWithoutWhatATextNeedsIsMalformed(String field) {
        String name = field.substring(1, field.indexOf('"', 1));

        assertRefused(read(signed(CHANNEL_EVENT.replace(field, field.replace(name, "x-" + name)))), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "null", "{\"event\":\"sms.inbound\",\"payload\":[]}"})
    void signedCallThatIsNoTextIsMalformed(String body) {
        assertRefused(read(signed(body)), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t", "[", " ["})
    void signedJsonIsNotReadAsAForm(String start) {
        String words = "STOP&id=m-9&originator=14158675300&recipient=18005551212&body=START&";
        Call call = signed(start + CHANNEL_EVENT.replace("STOP", words))
                .with("Content-Type", "application/x-www-form-urlencoded");

        assertRefused(read(call), Refusal.MALFORMED);
        assertThat(read(withToken(Call.postForm(URL, words.replace("STOP&", "")))))
                .isInstanceOf(Verified.class);
    }

    @Test
    void otherCallsAreNotRead() {
        Call call = signed(CHANNEL_EVENT);

        assertRefused(read(call.withMethod("PUT")), Refusal.METHOD_NOT_ALLOWED);
        assertRefused(read(call.with("Content-Type", "text/plain")), Refusal.UNSUPPORTED_CONTENT);
        assertRefused(read(call.without("Content-Type")), Refusal.UNSUPPORTED_CONTENT);
        assertRefused(read(withToken(Call.postForm(URL, "a&".repeat(1_001)))), Refusal.TOO_MANY_PARAMETERS);
    }

    @Test
    void answerIsTheOneThatMessageBirdExpects() {
        assertThat(new String(gateway.accepted().response().getBody(), StandardCharsets.UTF_8))
                .isEqualTo("OK");
        assertThat(gateway.ignored()).isEqualTo(gateway.accepted());
    }

    private static Call withToken(Call call) {
        return call.with("MessageBird-Signature-JWT", token(KEY, call.url(), call.body()));
    }

    private static String token(String key, String url, String body) {
        String payloadHash = body.isEmpty() ? "" : ",\"payload_hash\":\"" + SignedCalls.sha256Hex(body) + "\"";
        return Tokens.signed(
                "HmacSHA512",
                key,
                "{\"alg\":\"HS512\"}",
                "{\"iss\":\"MessageBird\",\"jti\":\"j\",\"nbf\":1768496395,\"exp\":1768496455,\"url_hash\":\""
                        + SignedCalls.sha256Hex(url) + "\"" + payloadHash + "}");
    }

    private static Call signed(String body) {
        return signed("1768496400", URL, body);
    }

    private static Call signed(String timestamp, String middle, String body) {
        return Call.postJson(URL, body)
                .with("MessageBird-Request-Timestamp", timestamp)
                .with(
                        "MessageBird-Signature",
                        SignedCalls.birdSignature(KEY, timestamp, middle, body.getBytes(StandardCharsets.UTF_8)));
    }

    private WebhookReading read(Call call) {
        return gateway.read(call.request());
    }
}

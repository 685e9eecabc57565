package dev.greenlight.smsinbound.webhook.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refused;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

class AwsGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:00Z");
    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:texts";
    private static final String HOST = "https://sns.us-east-1.amazonaws.com/";
    private static final String CERTIFICATE = HOST + "SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem";
    private static final String SUBSCRIBE = HOST + "?Action=ConfirmSubscription&TopicArn=" + ARN + "&Token=2336";
    private static final SignedCertificate SNS = SignedCertificate.of(
            SignedCertificate.rsaKeys(2048), "sns.amazonaws.com", List.of("sns.amazonaws.com"), null);
    private static final SignedCertificate STRANGER = SignedCertificate.of(
            SignedCertificate.rsaKeys(2048), "sns.amazonaws.com", List.of("sns.amazonaws.com"), null);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TEXT = """
            {"originationNumber":"+14158675309","destinationNumber":"+18005551212","messageKeyword":"KEYWORD_1",\
            "messageBody":"STOP","inboundMessageId":"cae173d2-66b9-564c-8309-21f858e9fb84",\
            "previousPublishedMessageId":"wJalrXUtnFEMI"}""";

    private final List<URI> calls = new ArrayList<>();
    private boolean unreachable;
    private final AwsGateway gateway = new AwsGateway(
            Map.of("acme", List.of(ARN, ARN), "other", List.of(ARN + "-of-another"), "none", List.of()),
            this::get,
            SnsCertificatesTest::trust,
            Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void notificationIsAText(String version) {
        InboundText text = text(read(signed(notification(TEXT), version)));

        assertThat(text.eventId()).isEqualTo("aws:cae173d2-66b9-564c-8309-21f858e9fb84");
        assertThat(text.from()).isEqualTo("+14158675309");
        assertThat(text.to()).isEqualTo("+18005551212");
        assertThat(text.body()).isEqualTo("STOP");
        assertThat(text.receivedAt()).isEqualTo(NOW);
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GATEWAY);
        assertThat(text.gatewayReplied()).isFalse();
        assertThat(calls).containsExactly(URI.create(CERTIFICATE));
    }

    @Test
    void subjectIsSignedWhereThereIsOne() {
        Map<String, String> message = notification(TEXT);
        message.put("Subject", "a text");
        assertThat(read(signed(message, "2"))).isInstanceOf(Verified.class);

        Map<String, String> without = signed(message, "2");
        without.remove("Subject");
        assertRefused(read(without), Refusal.BAD_SIGNATURE);

        Map<String, String> with = signed(notification(TEXT), "2");
        with.put("Subject", "a text");
        assertRefused(read(with), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Message|{}",
                "MessageId|other",
                "Timestamp|2026-01-15T17:00:00.001Z",
                "Timestamp|soon",
                "TopicArn|arn:aws:sns:us-east-1:123456789012:other",
                "Type|SubscriptionConfirmation",
                "Type|Message",
                "Signature|AAAA",
                "Signature|not base64!",
                "Signature|''",
                "SignatureVersion|1",
                "SignatureVersion|3",
                "SignatureVersion|''",
                "SigningCertURL|https://sns.us-east-1.amazonaws.com.evil.test/a.pem",
                "SigningCertURL|http://sns.us-east-1.amazonaws.com/a.pem",
                "SigningCertURL|https://sns.us-west-2.amazonaws.com/a.pem"
            })
    void everyTamperingIsRefused(String name, String value) {
        Map<String, String> message = signed(notification(TEXT), "2");
        message.put(name, value);

        assertRefused(read(message), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Message",
                "MessageId",
                "Timestamp",
                "TopicArn",
                "Type",
                "Signature",
                "SignatureVersion",
                "SigningCertURL"
            })
    void missingFieldIsRefused(String name) {
        Map<String, String> message = signed(notification(TEXT), "2");
        message.remove(name);

        assertRefused(read(message), Refusal.BAD_SIGNATURE);
    }

    @Test
    void forgedStartDoesNotPassWithTheSignatureOfAStop() {
        Map<String, String> message = signed(notification(TEXT), "2");
        message.put("Message", TEXT.replace("STOP", "START"));

        assertRefused(read(message), Refusal.BAD_SIGNATURE);
    }

    @Test
    void strangersKeyDoesNotSign() {
        assertRefused(read(signed(notification(TEXT), "2", STRANGER)), Refusal.BAD_SIGNATURE);
    }

    @Test
    void lineBreakCannotMoveABorder() {
        Map<String, String> message = signed(notification(TEXT), "2");
        // signed, the two lines would read as one more field
        String id = message.get("MessageId");
        message.put("MessageId", id + "\nSubject\nhidden");

        assertRefused(read(signed(message, "2")), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-75 * 60, -3_600, 0, 300})
    void messagesInTheWindowAreAccepted(long offset) {
        assertThat(read(signed(notificationAt(NOW.plusSeconds(offset)), "2"))).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-75 * 60 - 1, 301, -86_400, 86_400})
    void messagesOutsideTheWindowAreRefused(long offset) {
        assertRefused(read(signed(notificationAt(NOW.plusSeconds(offset)), "2")), Refusal.BAD_SIGNATURE);
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "none", "nobody"})
    void topicOfAnotherTenantDoesNotVouchAndNothingIsFetchedForIt(String tenant) {
        assertRefused(read(tenant, json(signed(notification(TEXT), "2"))), Refusal.BAD_SIGNATURE);
        assertThat(calls).isEmpty();
    }

    @Test
    void subscriptionIsConfirmedAtSns() {
        assertThat(read(signed(confirmation("SubscriptionConfirmation", SUBSCRIBE), "1")))
                .isEqualTo(Verified.NOTHING);
        assertThat(calls).containsExactly(URI.create(CERTIFICATE), URI.create(SUBSCRIBE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test/?Action=ConfirmSubscription",
                "http://169.254.169.254/latest/meta-data/",
                "https://sns.us-east-1.amazonaws.com/?Action=Publish&TopicArn=arn:aws:sns:us-east-1:123456789012:texts"
            })
    void nothingElseIsConfirmedEvenWhereItIsSigned(String url) {
        assertRefused(read(signed(confirmation("SubscriptionConfirmation", url), "2")), Refusal.MALFORMED);
        assertThat(calls).containsExactly(URI.create(CERTIFICATE));
    }

    @Test
    void subscriptionOfAnotherTopicIsNotConfirmed() {
        Map<String, String> message = confirmation("SubscriptionConfirmation", SUBSCRIBE);
        message.put("TopicArn", "arn:aws:sns:us-east-1:999999999999:of-an-attacker");

        assertRefused(read(signed(message, "2")), Refusal.BAD_SIGNATURE);
        assertThat(calls).isEmpty();
    }

    @Test
    void endOfASubscriptionIsHeardAndNotUndone() {
        assertThat(read(signed(confirmation("UnsubscribeConfirmation", SUBSCRIBE), "2")))
                .isEqualTo(Verified.NOTHING);
        assertThat(calls).containsExactly(URI.create(CERTIFICATE));
    }

    @Test
    void whatCannotBeFetchedNowIsDeliveredAgain() {
        unreachable = true;
        assertRefused(read(signed(notification(TEXT), "2")), Refusal.GATEWAY_UNREACHABLE);
    }

    @Test
    void confirmationThatFailsIsDeliveredAgain() {
        assertThat(read(signed(notification(TEXT), "2"))).isInstanceOf(Verified.class);
        unreachable = true;

        assertRefused(
                read(signed(confirmation("SubscriptionConfirmation", SUBSCRIBE), "2")), Refusal.GATEWAY_UNREACHABLE);
        assertThat(read(signed(notification(TEXT), "2"))).isInstanceOf(Verified.class);
    }

    @Test
    void whatWeCannotVerifyOrReadIsDeliveredAgain() {
        assertThat(gateway.unverifiedStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(gateway.malformedStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "STOP",
                "[]",
                "{}",
                "{\"originationNumber\":\"+1\",\"destinationNumber\":\"+2\",\"messageBody\":\"STOP\"}",
                "{\"originationNumber\":\"\",\"destinationNumber\":\"+2\",\"messageBody\":\"STOP\",\"inboundMessageId\":\"1\"}",
                "{\"originationNumber\":\"+1\",\"messageBody\":\"STOP\",\"inboundMessageId\":\"1\"}",
                "{\"originationNumber\":\"+1\",\"destinationNumber\":\"+2\",\"inboundMessageId\":\"1\"}",
                "{\"originationNumber\":\"+1\",\"destinationNumber\":\"+2\",\"messageBody\":\"STOP\","
                        + "\"inboundMessageId\":\"1\",\"inboundMessageId\":\"2\"}"
            })
    void signedMessageThatIsNoTextIsMalformed(String message) {
        assertRefused(read(signed(notification(message), "2")), Refusal.MALFORMED);
    }

    @Test
    void eventsAboutTextsThatWereSentTellNothing() {
        assertThat(read(signed(
                        notification("{\"eventType\":\"TEXT_DELIVERED\",\"messageStatus\":\"DELIVERED\"}"), "2")))
                .isEqualTo(Verified.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "\"Notification\"", "{\"Type\":\"Notification\"}"})
    void bodyThatIsNoMessageIsRefused(String body) {
        assertRefused(read("acme", body), Refusal.BAD_SIGNATURE);
    }

    @Test
    void otherCallsAreNotRead() {
        String body = json(signed(notification(TEXT), "2"));

        assertRefused(read("acme", "GET", "text/plain", body), Refusal.METHOD_NOT_ALLOWED);
        assertRefused(read("acme", "POST", "application/xml", body), Refusal.UNSUPPORTED_CONTENT);
        assertThat(read("acme", "POST", "application/json", body)).isInstanceOf(Verified.class);
    }

    @Test
    void wrongTopicIsFoundAtTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AwsGateway(
                        Map.of("acme", List.of("texts")), this::get, SnsCertificatesTest::trust, Clock.systemUTC()));
    }

    private byte[] get(URI address) throws IOException {
        calls.add(address);
        if (unreachable) {
            throw new IOException("not reached");
        }
        return SNS.pem().getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, String> notification(String message) {
        Map<String, String> fields = notificationAt(NOW);
        fields.put("Message", message);
        return fields;
    }

    private static Map<String, String> notificationAt(Instant time) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Type", "Notification");
        fields.put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
        fields.put("TopicArn", ARN);
        fields.put("Message", TEXT);
        fields.put("Timestamp", time.toString());
        fields.put("UnsubscribeURL", HOST + "?Action=Unsubscribe");
        return fields;
    }

    private static Map<String, String> confirmation(String type, String subscribeUrl) {
        Map<String, String> fields = notification("You have chosen to subscribe to the topic\n" + ARN);
        fields.put("Type", type);
        fields.put("Token", "2336");
        fields.put("SubscribeURL", subscribeUrl);
        return fields;
    }

    private static Map<String, String> signed(Map<String, String> fields, String version) {
        return signed(fields, version, SNS);
    }

    /** As SNS documents it, written apart from the code that verifies it. */
    private static Map<String, String> signed(Map<String, String> fields, String version, SignedCertificate signer) {
        List<String> names = "Notification".equals(fields.get("Type"))
                ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
                : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
        var text = new StringBuilder();
        for (String name : names) {
            if (fields.containsKey(name)) {
                text.append(name).append("\n").append(fields.get(name)).append("\n");
            }
        }
        Map<String, String> message = new LinkedHashMap<>(fields);
        try {
            var signature = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign(signer.key());
            signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
            message.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        message.put("SignatureVersion", version);
        message.put("SigningCertURL", CERTIFICATE);
        return message;
    }

    private static String json(Map<String, String> fields) {
        return JSON.writeValueAsString(fields);
    }

    private WebhookReading read(Map<String, String> message) {
        return read("acme", json(message));
    }

    private WebhookReading read(String tenant, String body) {
        return read(tenant, "POST", "text/plain; charset=UTF-8", body);
    }

    private WebhookReading read(String tenant, String method, String contentType, String body) {
        return gateway.read(new WebhookRequest(
                tenant,
                method,
                "https://sms.example.test/webhooks/aws/" + tenant,
                null,
                name -> name.equals("Content-Type") ? contentType : null,
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

package dev.greenlight.smsinbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.domain.Tenants;
import dev.greenlight.smsinbound.domain.Vocabularies;
import dev.greenlight.smsinbound.intake.GatewayDisagreements;
import dev.greenlight.smsinbound.intake.Intake;
import dev.greenlight.smsinbound.publishing.EventPublisher;
import dev.greenlight.smsinbound.webhook.gateway.aws.AwsGateway;
import dev.greenlight.smsinbound.webhook.gateway.bandwidth.BandwidthGateway;
import dev.greenlight.smsinbound.webhook.gateway.bandwidth.BandwidthUser;
import dev.greenlight.smsinbound.webhook.gateway.bird.BirdGateway;
import dev.greenlight.smsinbound.webhook.gateway.generic.GenericGateway;
import dev.greenlight.smsinbound.webhook.gateway.plivo.PlivoGateway;
import dev.greenlight.smsinbound.webhook.gateway.sinch.SinchGateway;
import dev.greenlight.smsinbound.webhook.gateway.telnyx.TelnyxGateway;
import dev.greenlight.smsinbound.webhook.gateway.twilio.TwilioGateway;
import dev.greenlight.smsinbound.webhook.gateway.vonagemessages.VonageMessagesGateway;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.SignatureMethod;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageCalls;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageKey;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageSmsGateway;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;

/** What each gateway hears, where it differs. */
class WebhookControllerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T17:00:00Z"), ZoneOffset.UTC);
    private static final String SECRET = SignedCalls.GENERIC_SECRET;
    private static final String SECONDS = Long.toString(CLOCK.instant().getEpochSecond());
    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:texts";

    private final MockProducer<String, SpecificRecord> log =
            new MockProducer<>(true, null, new StringSerializer(), (topic, event) -> new byte[0]);
    private final Tenants tenants = new Tenants(Map.of("acme", Set.of("+18005551212", "5551234")));
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final WebhookController controller = new WebhookController(
            new SmsGateways(List.of(
                    new TwilioGateway(Map.of(), CLOCK),
                    new GenericGateway(Map.of("acme", List.of(SECRET)), CLOCK),
                    new SinchGateway(Map.of("acme", List.of(SECRET)), CLOCK),
                    new BandwidthGateway(Map.of("acme", List.of(new BandwidthUser("bandwidth", SECRET))), CLOCK),
                    new AwsGateway(
                            Map.of("acme", List.of(ARN)),
                            address -> {
                                throw new IOException("not reached");
                            },
                            () -> {
                                throw new IllegalStateException("Nothing was to be verified");
                            },
                            CLOCK),
                    new TelnyxGateway(Map.of(), CLOCK),
                    new PlivoGateway(Map.of(), Set.of(), CLOCK),
                    new VonageSmsGateway(
                            Map.of("acme", List.of(VonageKey.of(SignatureMethod.HMAC_SHA256, VonageCalls.SECRET))),
                            (tenant, text) -> false,
                            CLOCK),
                    new VonageMessagesGateway(Map.of("acme", List.of(SECRET)), CLOCK),
                    new BirdGateway(Map.of(), Set.of(), Map.of(), CLOCK))),
            tenants,
            new Intake(
                    tenants,
                    new Vocabularies(Map.of(), Map.of()),
                    new EventPublisher(() -> log, CLOCK),
                    new GatewayDisagreements(meters, SmsGateways.NAMES)),
            new PublicUrl("https://sms.example.test"),
            new WebhookMetrics(meters));

    @Test
    void sinchHears503WhereItWouldGiveUp() {
        ResponseEntity<?> forged = call("sinch", "application/json", "{}", Map.of());
        assertProblem(forged, HttpStatus.SERVICE_UNAVAILABLE, "unverified");
        assertThat(forged.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("60");

        assertProblem(sinch("{\"type\":\"mo_text\"}"), HttpStatus.SERVICE_UNAVAILABLE, "missing-fields");
        assertProblem(
                sinch(
                        "{\"type\":\"mo_text\",\"id\":\"1\",\"from\":\"14158675309\",\"to\":\"18005559999\",\"body\":\"STOP\"}"),
                HttpStatus.SERVICE_UNAVAILABLE,
                "unverified");
        assertThat(log.history()).isEmpty();
    }

    @Test
    void numberWithoutAPlusIsTheTenants() {
        assertThat(sinch("{\"type\":\"mo_text\",\"id\":\"1\",\"from\":\"14158675309\",\"to\":\"18005551212\","
                                + "\"body\":\"STOP\"}")
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(log.history()).extracting(ProducerRecord::topic).containsExactly(EventTopic.TEXT_RECEIVED.name());
    }

    @Test
    void shortCodeThatLooksLikeANumberWithoutAPlusIsTheTenants() {
        assertThat(sinch(
                                "{\"type\":\"mo_text\",\"id\":\"1\",\"from\":\"14158675309\",\"to\":\"5551234\",\"body\":\"STOP\"}")
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(log.history())
                .singleElement()
                .satisfies(sent ->
                        assertThat(((TextReceived) sent.value()).getTo()).isEqualTo("5551234"));
    }

    @Test
    void bandwidthIsAskedWhoItIs() {
        ResponseEntity<?> forged = call("bandwidth", "application/json", "[]", Map.of());

        assertProblem(forged, HttpStatus.UNAUTHORIZED, "unverified");
        assertThat(forged.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo("Basic realm=\"greenlight\"");
        assertProblem(bandwidth("[{\"type\":\"message-received\"}]"), HttpStatus.BAD_REQUEST, "missing-fields");
    }

    @Test
    void eventsOfOneCallAreEachTakenIn() {
        assertThat(bandwidth("""
                        [{"type":"message-received","to":"+18005551212","message":{"id":"m1","from":"+14158675309","text":"STOP"}},
                         {"type":"message-received","to":"+18005551212","message":{"id":"m2","from":"+14158675310","text":"Hi"}},
                         {"type":"message-failed","to":"+14158675311","errorCode":4775,
                          "message":{"id":"m3","owner":"+18005551212"}}]""").getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(log.history())
                .extracting(ProducerRecord::topic)
                .containsExactly(EventTopic.TEXT_RECEIVED.name(), EventTopic.NUMBER_BLOCKED.name());
        assertThat(counted("bandwidth", "accepted")).isEqualTo(1);
    }

    @Test
    void oneUnreadableEventMakesTheCallOneToRepeatAndTheOthersAreTakenIn() {
        assertProblem(bandwidth("""
                        [{"type":"message-received","message":{"text":"STOP"}},
                         {"type":"message-received","to":"+18005551212","message":{"id":"m2","from":"+14158675310","text":"STOP"}}]"""), HttpStatus.BAD_REQUEST, "missing-fields");
        assertThat(log.history()).hasSize(1);
        assertThat(counted("bandwidth", "malformed")).isEqualTo(1);
    }

    @Test
    void oneForeignNumberMakesTheCallOneToRepeat() {
        assertProblem(bandwidth("""
                        [{"type":"message-received","to":"+18005559999","message":{"id":"m1","from":"+14158675309","text":"STOP"}},
                         {"type":"message-received","to":"+18005551212","message":{"id":"m2","from":"+14158675310","text":"STOP"}}]"""), HttpStatus.UNAUTHORIZED, "unverified");
        assertThat(log.history()).hasSize(1);
    }

    @Test
    void snsThatCannotBeAskedBackIsAskedToRepeat() {
        String message = """
                {"Type":"Notification","MessageId":"1","TopicArn":"%s","Message":"{}","Timestamp":"2026-01-15T17:00:00.000Z",\
                "SignatureVersion":"2","Signature":"AAAA",\
                "SigningCertURL":"https://sns.us-east-1.amazonaws.com/a.pem"}""".formatted(ARN);

        ResponseEntity<?> answer = call("aws", "text/plain", message, Map.of());
        assertProblem(answer, HttpStatus.SERVICE_UNAVAILABLE, "gateway-unreachable");
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        assertThat(counted("aws", "gateway-unreachable")).isEqualTo(1);
        assertProblem(
                call("aws", "text/plain", message.replace(ARN, ARN + "2"), Map.of()),
                HttpStatus.SERVICE_UNAVAILABLE,
                "unverified");
    }

    @Test
    void vonageHears503WhereItWouldGiveUp() {
        assertProblem(
                call("vonage-messages", "application/json", "{}", Map.of()),
                HttpStatus.SERVICE_UNAVAILABLE,
                "unverified");
        assertProblem(
                call("vonage-sms", "application/json", "{}", Map.of()), HttpStatus.SERVICE_UNAVAILABLE, "unverified");
        assertProblem(
                vonageSms(VonageCalls.text("m", "STOP", CLOCK.instant()).without("to")),
                HttpStatus.SERVICE_UNAVAILABLE,
                "missing-fields");
        String token = Tokens.hs256(
                SECRET,
                "{\"iss\":\"Vonage\",\"iat\":" + SECONDS + ",\"payload_hash\":\"" + SignedCalls.sha256Hex("{}")
                        + "\"}");
        assertProblem(
                call("vonage-messages", "application/json", "{}", Map.of("Authorization", "Bearer " + token)),
                HttpStatus.SERVICE_UNAVAILABLE,
                "missing-fields");
    }

    @Test
    void pieceOfALongTextIsAskedForAgainUntilTheOthersCame() {
        ResponseEntity<?> first = vonageSms(VonageCalls.part("m1", 1, 2, "ST", CLOCK.instant()));
        assertProblem(first, HttpStatus.SERVICE_UNAVAILABLE, "incomplete");
        assertThat(first.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        assertThat(counted("vonage-sms", "incomplete")).isEqualTo(1);
        assertThat(log.history()).isEmpty();

        assertThat(vonageSms(VonageCalls.part("m2", 2, 2, "OP", CLOCK.instant()))
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(log.history()).extracting(ProducerRecord::topic).containsExactly(EventTopic.TEXT_RECEIVED.name());
    }

    @Test
    void reportOfABlockedNumberGoesOnItsOwnTopic() {
        String body =
                "{\"type\":\"number-blocked\",\"id\":\"r1\",\"number\":\"+14158675309\",\"sender\":\"+18005551212\","
                        + "\"cause\":\"deactivated\"}";

        assertThat(call(
                                "generic",
                                "application/json",
                                body,
                                Map.of(
                                        "Greenlight-Timestamp",
                                        SECONDS,
                                        "Greenlight-Signature",
                                        SignedCalls.genericSignature(SECONDS, body)))
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(log.history()).extracting(ProducerRecord::topic).containsExactly(EventTopic.NUMBER_BLOCKED.name());
    }

    private ResponseEntity<?> sinch(String body) {
        return call(
                "sinch",
                "application/json",
                body,
                Map.of(
                        "x-sinch-webhook-signature",
                        SignedCalls.base64HmacSha256(SECRET, body + ".nonce." + SECONDS),
                        "x-sinch-webhook-signature-timestamp",
                        SECONDS,
                        "x-sinch-webhook-signature-nonce",
                        "nonce"));
    }

    private ResponseEntity<?> bandwidth(String body) {
        String credentials =
                Base64.getEncoder().encodeToString(("bandwidth:" + SECRET).getBytes(StandardCharsets.UTF_8));
        return call("bandwidth", "application/json", body, Map.of("Authorization", "Basic " + credentials));
    }

    private ResponseEntity<?> vonageSms(VonageCalls parameters) {
        return call("vonage-sms", "application/json", parameters.sign().asJson().body(), Map.of());
    }

    @Test
    void connectionThatBreaksInTheMiddleOfABodyIsClosedAndTheCallAskedForAgain() {
        var request = new MockHttpServletRequest("POST", "/webhooks/generic/acme") {
            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("Gone");
                    }
                });
            }

            @Override
            public int getContentLength() {
                return 10;
            }
        };

        ResponseEntity<?> answer = controller.receive("generic", "acme", request);

        assertProblem(answer, HttpStatus.SERVICE_UNAVAILABLE, "request-timeout");
        assertThat(answer.getHeaders().getFirst(HttpHeaders.CONNECTION)).isEqualTo("close");
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
    }

    private ResponseEntity<?> call(String gateway, String contentType, String body, Map<String, String> headers) {
        var request = new MockHttpServletRequest("POST", "/webhooks/" + gateway + "/acme");
        request.setContentType(contentType);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        headers.forEach(request::addHeader);
        return controller.receive(gateway, "acme", request);
    }

    private double counted(String gateway, String result) {
        return meters.get("greenlight.webhook.requests")
                .tag("gateway", gateway)
                .tag("result", result)
                .counter()
                .count();
    }

    private static void assertProblem(ResponseEntity<?> answer, HttpStatus status, String type) {
        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(answer.getBody()).isInstanceOfSatisfying(ProblemDetail.class, problem -> {
            assertThat(problem.getType()).hasToString(Problem.TYPES + type);
            assertThat(problem.getStatus()).isEqualTo(status.value());
        });
    }
}

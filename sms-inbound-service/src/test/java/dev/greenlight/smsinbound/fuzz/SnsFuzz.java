package dev.greenlight.smsinbound.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refused;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import dev.greenlight.smsinbound.webhook.gateway.aws.AwsGateway;
import dev.greenlight.smsinbound.webhook.gateway.aws.SignedCertificate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.X509TrustManager;
import tools.jackson.databind.json.JsonMapper;

/** Messages of SNS at random, in right envelopes and in others. */
final class SnsFuzz {

    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:texts";
    private static final String HOST = "https://sns.us-east-1.amazonaws.com/";
    private static final SignedCertificate SNS = SignedCertificate.of(
            SignedCertificate.rsaKeys(2048), "sns.amazonaws.com", List.of("sns.amazonaws.com"), null);
    private static final byte[] PEM = SNS.pem().getBytes(StandardCharsets.US_ASCII);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] TEXT = """
            {"originationNumber":"+14158675309","destinationNumber":"+18005551212","messageBody":"STOP",\
            "inboundMessageId":"m1"}""".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ENVELOPE = JSON.writeValueAsBytes(envelope("{}"));

    private final SmsGateway gateway =
            new AwsGateway(Map.of("acme", List.of(ARN)), SnsFuzz::get, SnsFuzz::nobodyTrusted, SignedWebhooks.CLOCK);

    SmsGateway gateway() {
        return gateway;
    }

    /** A message of any kind in an envelope that is signed. */
    Runnable signed(RandomInput random) {
        byte[] message = random.oneIn(2) ? random.mutated(TEXT) : new RandomBody(random).json(TEXT);
        Map<String, String> envelope = envelope(new String(message, StandardCharsets.UTF_8));
        var text = new StringBuilder();
        for (String name : List.of("Message", "MessageId", "Timestamp", "TopicArn", "Type")) {
            text.append(name).append('\n').append(envelope.get(name)).append('\n');
        }
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(SNS.key());
            signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
            envelope.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        WebhookRequest request = new WebhookRequest(
                "acme",
                "POST",
                "https://sms.example.test/webhooks/aws/acme",
                null,
                name -> name.equals("Content-Type") ? "text/plain" : null,
                JSON.writeValueAsBytes(envelope));
        return () ->
                assertThat(WebhookFuzzTest.judge(gateway, request)).isNotEqualTo(new Refused(Refusal.BAD_SIGNATURE));
    }

    /** An envelope whose signature is nobody's. */
    byte[] body(RandomInput random) {
        return random.oneIn(2) ? random.mutated(ENVELOPE) : new RandomBody(random).json(ENVELOPE);
    }

    private static Map<String, String> envelope(String message) {
        Map<String, String> envelope = new TreeMap<>();
        envelope.put("Type", "Notification");
        envelope.put("MessageId", "1");
        envelope.put("TopicArn", ARN);
        envelope.put("Message", message);
        envelope.put("Timestamp", "2026-01-15T17:00:00.000Z");
        envelope.put("SignatureVersion", "2");
        envelope.put("Signature", "AAAA");
        envelope.put("SigningCertURL", HOST + "a.pem");
        return envelope;
    }

    /** Nothing else may be called, whatever a message says. */
    private static byte[] get(URI address) {
        assertThat(address.toString()).startsWith(HOST);
        return PEM;
    }

    private static X509TrustManager nobodyTrusted() {
        throw new IllegalStateException("No chain was sent");
    }
}

package dev.greenlight.smsinbound.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.InboundEvent;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.PhoneNumber;
import dev.greenlight.smsinbound.domain.RecognitionPolicy;
import dev.greenlight.smsinbound.domain.understanding.Vocabulary;
import dev.greenlight.smsinbound.fuzz.SignedWebhooks.SignedWebhook;
import dev.greenlight.smsinbound.webhook.Rehearsable;
import dev.greenlight.smsinbound.webhook.Rehearsal;
import dev.greenlight.smsinbound.webhook.SampleCall;
import dev.greenlight.smsinbound.webhook.SampleText;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refused;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a call holds, a webhook refuses it or reads it, soon; and takes nothing that was not signed. */
class WebhookFuzzTest {

    private static final int LARGEST_BODY = 64 * 1024;
    private static final List<SignedWebhook> WEBHOOKS = SignedWebhooks.all();
    private static final SignedWebhook TELNYX = SignedWebhooks.telnyx();
    private static final SnsFuzz SNS = new SnsFuzz();
    private static final List<String> METHODS = List.of("POST", "POST", "POST", "POST", "GET", "PUT", "");
    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/x-www-form-urlencoded",
            "text/plain; charset=UTF-8",
            "APPLICATION/JSON ; x=\"",
            ";",
            "");

    @Test
    void noSignedCallBreaksItsParser() {
        FuzzRun.of(random -> {
            if (random.oneIn(100)) {
                return SNS.signed(random); // signing takes a millisecond
            }
            SignedWebhook webhook = random.oneIn(100) ? TELNYX : random.pick(WEBHOOKS);
            WebhookRequest request = webhook.signed(body(random, webhook));
            return () -> assertThat(judge(webhook.gateway(), request))
                    .isNotEqualTo(new Refused(Refusal.BAD_SIGNATURE))
                    .isNotEqualTo(new Refused(Refusal.METHOD_NOT_ALLOWED))
                    .isNotEqualTo(new Refused(Refusal.UNSUPPORTED_CONTENT));
        });
    }

    @Test
    void nothingThatIsNotSignedIsTaken() {
        List<SmsGateway> gateways = Stream.concat(
                        WEBHOOKS.stream().map(SignedWebhook::gateway), Stream.of(TELNYX.gateway(), SNS.gateway()))
                .distinct()
                .toList();
        FuzzRun.of(random -> {
            SmsGateway gateway = random.pick(gateways);
            WebhookRequest request = unsigned(random, gateway);
            return () -> assertThat(judge(gateway, request)).isInstanceOf(Refused.class);
        });
    }

    @Test
    void anyWordsComeThroughAsTheyWere() {
        List<Rehearsable> gateways = WEBHOOKS.stream()
                .map(SignedWebhook::gateway)
                .distinct()
                .map(Rehearsable.class::cast)
                .toList();
        FuzzRun.of(random -> {
            Rehearsable gateway = random.pick(gateways);
            String words = characters(random.text(1_600));
            String url = "https://sms.example.test/webhooks/x/acme";
            var text = new SampleText(
                    "acme", url, "id", "+14158675309", "+18005551212", words, SignedWebhooks.CLOCK.instant());
            SampleCall call = random.pick(((Rehearsal.Calls) gateway.rehearse(text)).calls());
            Map<String, String> headers = new HashMap<>(call.headers());
            headers.put("Content-Type", call.contentType());
            var request = new WebhookRequest("acme", "POST", url, null, headers::get, call.body());
            return () -> {
                WebhookReading reading = judge((SmsGateway) gateway, request);
                assertThat(reading).isInstanceOf(Verified.class);
                assertThat(((InboundText) ((Verified) reading).events().getFirst()).body())
                        .isEqualTo(words);
            };
        });
    }

    private static byte[] body(RandomInput random, SignedWebhook webhook) {
        byte[] example = random.pick(webhook.examples());
        byte[] body = switch (random.below(8)) {
            case 0 -> random.bytes(LARGEST_BODY);
            case 1, 2, 3 -> random.mutated(example);
            default -> webhook.isForm() ? new RandomBody(random).form(example) : new RandomBody(random).json(example);
        };
        return body.length > LARGEST_BODY ? example : body;
    }

    /** With the headers of a signed call, each of them changed or left out; now and then with nothing right at all. */
    private static WebhookRequest unsigned(RandomInput random, SmsGateway gateway) {
        SignedWebhook webhook = random.pick(WEBHOOKS);
        byte[] body = random.oneIn(3) ? SNS.body(random) : body(random, webhook);
        Map<String, String> headers = new HashMap<>();
        String contentType = random.pick(CONTENT_TYPES);
        String timestamp = random.oneIn(2) ? "1768496400" : random.header();
        String scheme = random.oneIn(2) ? "Basic " : "Bearer e30.e30.";
        @Nullable String birdToken = random.oneIn(2) ? random.header() : null; // where there is none, others count
        String tenant = random.oneIn(4) ? random.text(20) : "acme";
        String query = random.text(200);
        return new WebhookRequest(
                tenant,
                random.pick(METHODS),
                "https://sms.example.test/webhooks/" + gateway.name() + "/acme?" + query,
                query,
                name -> switch (name) {
                    case "Content-Type" -> contentType;
                    case "Greenlight-Timestamp",
                            "x-sinch-webhook-signature-timestamp",
                            "telnyx-timestamp",
                            "MessageBird-Request-Timestamp" -> timestamp;
                    case "Authorization" -> headers.computeIfAbsent(name, header -> scheme + random.header());
                    case "MessageBird-Signature-JWT" -> birdToken;
                    case "Greenlight-Signature" -> headers.computeIfAbsent(name, header -> "v1=" + random.header());
                    default -> headers.computeIfAbsent(name, header -> random.header());
                },
                body);
    }

    /** Read, and what the intake asks of what was read. */
    static WebhookReading judge(SmsGateway gateway, WebhookRequest request) {
        WebhookReading reading = gateway.read(request);
        if (reading instanceof Verified verified) {
            for (InboundEvent event : verified.events()) {
                switch (event) {
                    case InboundText text -> {
                        PhoneNumber.parse(text.from());
                        RecognitionPolicy.recognise(text, Vocabulary.DEFAULT);
                        assertThat(InboundText.isMessageId(text.messageId())).isTrue();
                    }
                    case BlockedNumber report -> {
                        PhoneNumber.parse(report.number());
                        assertThat(InboundText.isMessageId(report.reportId())).isTrue();
                    }
                }
            }
        }
        return reading;
    }

    /** Without the halves of characters, which no encoding can carry. */
    private static String characters(String units) {
        return units.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

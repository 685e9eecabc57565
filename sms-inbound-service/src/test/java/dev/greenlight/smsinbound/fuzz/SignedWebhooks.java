package dev.greenlight.smsinbound.fuzz;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
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
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageKey;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageSmsGateway;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The webhooks that can be fuzzed behind their signature: right calls of each, and how it signs any other body. */
final class SignedWebhooks {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T17:00:00Z"), ZoneOffset.UTC);
    static final String SECONDS = Long.toString(CLOCK.instant().getEpochSecond());
    static final String SECRET = SignedCalls.GENERIC_SECRET;

    private static final String HOST = "https://sms.example.test/webhooks/";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private SignedWebhooks() {}

    /** One webhook with one kind of body. */
    interface SignedWebhook {

        SmsGateway gateway();

        List<byte[]> examples();

        boolean isForm();

        WebhookRequest signed(byte[] body);
    }

    @FunctionalInterface
    private interface Signer {
        WebhookRequest sign(byte[] body);
    }

    private record Webhook(Supplier<SmsGateway> current, boolean isForm, List<byte[]> examples, Signer signer)
            implements SignedWebhook {

        Webhook(SmsGateway gateway, boolean isForm, List<byte[]> examples, Signer signer) {
            this(() -> gateway, isForm, examples, signer);
        }

        @Override
        public SmsGateway gateway() {
            return current.get();
        }

        @Override
        public WebhookRequest signed(byte[] body) {
            return signer.sign(body);
        }
    }

    /** Those whose signatures are made fast. */
    static List<SignedWebhook> all() {
        Map<String, List<String>> secrets = Map.of("acme", List.of("before", SECRET));
        var twilio = new TwilioGateway(secrets, CLOCK);
        var generic = new GenericGateway(secrets, CLOCK);
        var sinch = new SinchGateway(secrets, CLOCK);
        var bandwidth = new BandwidthGateway(Map.of("acme", List.of(new BandwidthUser("bandwidth", SECRET))), CLOCK);
        var plivo = new PlivoGateway(secrets, Set.of(), CLOCK);
        var messages = new VonageMessagesGateway(secrets, CLOCK);
        var bird = new BirdGateway(secrets, Set.of(), Map.of("acme", Map.of("c2", "55512")), CLOCK);
        return List.of(
                new Webhook(twilio, true, ExampleBodies.TWILIO_FORMS, SignedParameters::twilioForm),
                new Webhook(twilio, true, ExampleBodies.TWILIO_FORMS, SignedParameters::twilioQuery),
                new Webhook(twilio, false, ExampleBodies.TWILIO_JSON, SignedBodies::twilioJson),
                new Webhook(generic, false, ExampleBodies.GENERIC, SignedBodies::generic),
                new Webhook(sinch, false, ExampleBodies.SINCH, SignedBodies::sinch),
                new Webhook(bandwidth, false, ExampleBodies.BANDWIDTH, SignedBodies::bandwidth),
                new Webhook(plivo, true, ExampleBodies.PLIVO, SignedParameters::plivoForm),
                new Webhook(plivo, true, ExampleBodies.PLIVO, SignedParameters::plivoQuery),
                new Webhook(
                        SignedWebhooks::vonageSms, true, ExampleBodies.VONAGE_SMS_FORMS, SignedParameters::vonageForm),
                new Webhook(
                        SignedWebhooks::vonageSms, true, ExampleBodies.VONAGE_SMS_FORMS, SignedParameters::vonageQuery),
                new Webhook(
                        SignedWebhooks::vonageSms, false, ExampleBodies.VONAGE_SMS_JSON, SignedParameters::vonageJson),
                new Webhook(messages, false, ExampleBodies.VONAGE_MESSAGES, SignedBodies::vonageMessages),
                new Webhook(bird, false, ExampleBodies.BIRD, SignedBodies::bird),
                new Webhook(bird, false, ExampleBodies.MESSAGE_BIRD_JSON, SignedBodies::messageBirdJson),
                new Webhook(bird, true, ExampleBodies.MESSAGE_BIRD_FORMS, SignedBodies::messageBirdForm),
                new Webhook(bird, true, ExampleBodies.MESSAGE_BIRD_FORMS, SignedBodies::messageBirdQuery));
    }

    /** Apart, because its signatures are slow to make. */
    static SignedWebhook telnyx() {
        var gateway = new TelnyxGateway(Map.of("acme", List.of(SignedBodies.TELNYX_PUBLIC_KEY)), CLOCK);
        return new Webhook(gateway, false, ExampleBodies.TELNYX, SignedBodies::telnyx);
    }

    /** A new one each time: it remembers the pieces of long texts, and an input has to fail alone as it did among others. */
    private static SmsGateway vonageSms() {
        var key = VonageKey.of(SignatureMethod.HMAC_SHA256, SECRET);
        return new VonageSmsGateway(Map.of("acme", List.of(key)), (tenant, text) -> false, CLOCK);
    }

    static String url(String gateway) {
        return HOST + gateway + "/acme";
    }

    static WebhookRequest postForm(String url, Map<String, String> headers, byte[] body) {
        return post(url, FORM, headers, body);
    }

    static WebhookRequest postJson(String url, Map<String, String> headers, byte[] body) {
        return post(url, JSON, headers, body);
    }

    static WebhookRequest get(String url, Map<String, String> headers) {
        return new WebhookRequest("acme", "GET", url, query(url), headers::get, new byte[0]);
    }

    /** What of the bytes can stand in a query; the web server has refused the rest. */
    static String queryOf(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .replaceAll("[^\\x21-\\x7E]", "")
                .replace("#", "");
    }

    private static WebhookRequest post(String url, String contentType, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Content-Type", contentType);
        return new WebhookRequest("acme", "POST", url, query(url), all::get, body);
    }

    private static @Nullable String query(String url) {
        int query = url.indexOf('?');
        return query < 0 ? null : url.substring(query + 1);
    }
}

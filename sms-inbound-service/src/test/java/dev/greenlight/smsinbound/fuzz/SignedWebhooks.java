package dev.greenlight.smsinbound.fuzz;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.webhook.FormParameters;
import dev.greenlight.smsinbound.webhook.FormParameters.Parameter;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import dev.greenlight.smsinbound.webhook.gateway.bandwidth.BandwidthGateway;
import dev.greenlight.smsinbound.webhook.gateway.bandwidth.BandwidthUser;
import dev.greenlight.smsinbound.webhook.gateway.generic.GenericGateway;
import dev.greenlight.smsinbound.webhook.gateway.sinch.SinchGateway;
import dev.greenlight.smsinbound.webhook.gateway.twilio.TwilioGateway;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The webhooks that can be fuzzed behind their signature: right calls of each, and how it signs any other body. */
final class SignedWebhooks {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T17:00:00Z"), ZoneOffset.UTC);
    private static final String SECONDS = Long.toString(CLOCK.instant().getEpochSecond());
    private static final String SECRET = SignedCalls.GENERIC_SECRET;
    private static final String HOST = "https://sms.example.test";
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

    private record Webhook(SmsGateway gateway, boolean isForm, List<byte[]> examples, Signer signer)
            implements SignedWebhook {

        @Override
        public WebhookRequest signed(byte[] body) {
            return signer.sign(body);
        }
    }

    static List<SignedWebhook> all() {
        var twilio = new TwilioGateway(Map.of("acme", List.of("before", SECRET)), CLOCK);
        var generic = new GenericGateway(Map.of("acme", List.of(SECRET)), CLOCK);
        var sinch = new SinchGateway(Map.of("acme", List.of(SECRET)), CLOCK);
        var bandwidth = new BandwidthGateway(Map.of("acme", List.of(new BandwidthUser("bandwidth", SECRET))), CLOCK);
        return List.of(
                new Webhook(twilio, true, TWILIO_FORMS, SignedWebhooks::twilioForm),
                new Webhook(twilio, true, TWILIO_FORMS, SignedWebhooks::twilioQuery),
                new Webhook(twilio, false, TWILIO_JSON, SignedWebhooks::twilioJson),
                new Webhook(generic, false, GENERIC, SignedWebhooks::generic),
                new Webhook(sinch, false, SINCH, SignedWebhooks::sinch),
                new Webhook(bandwidth, false, BANDWIDTH, SignedWebhooks::bandwidth));
    }

    private static final List<byte[]> TWILIO_FORMS = utf8(
            "ToCountry=US&MessageSid=SM1&NumMedia=0&FromCity=SAN+FRANCISCO&OptOutType=STOP&ToCity=&From=%2B14158675309"
                    + "&To=%2B18005551212&Body=STOP&SmsStatus=received",
            "MessageSid=SM2&From=%2B18005551212&To=%2B14158675309&MessageStatus=failed&ErrorCode=21610");

    private static final List<byte[]> TWILIO_JSON = utf8("""
                    {"MessageSid":"SM1","From":"+14158675309","To":"+18005551212","Body":"STOP"}""", """
                    {"MessageSid":"SM2","From":"+18005551212","To":"+14158675309","MessageStatus":"failed","ErrorCode":21610}""");

    private static final List<byte[]> GENERIC = utf8("""
                    {"id":"m1","from":"+14158675309","to":"+18005551212","text":"STOP","receivedAt":"2026-01-15T16:00:00Z"}""", """
                    {"type":"number-blocked","id":"r1","number":"+14158675309","sender":"55512","cause":"deactivated",\
                    "code":7,"reportedAt":"2026-01-15T05:00:00Z"}""");

    private static final List<byte[]> SINCH = utf8("""
                    {"type":"mo_text","id":"1","from":"14158675309","to":"18005551212","body":"STOP",\
                    "received_at":"2026-01-15T17:00:00.000Z"}""", """
                    {"type":"mo_media","id":"1","from":"14158675309","to":"18005551212","body":{"message":"STOP","media":[{}]}}""", """
                    {"type":"recipient_delivery_report_sms","batch_id":"1","recipient":"1","code":402,"status":"Deleted"}""");

    private static final List<byte[]> BANDWIDTH = utf8("""
                    [{"type":"message-received","time":"2026-01-15T17:00:00.000Z","to":"+18005551212","message":{"id":"m1",\
                    "owner":"+18005551212","to":["+18005551212"],"from":"+14158675309","text":"STOP"}}]""", """
                    [{"type":"message-failed","time":"2026-01-15T17:00:00.000Z","to":"+14158675309","errorCode":4775,\
                    "message":{"id":"m2","owner":"+18005551212"}},{"type":"message-delivered"}]""");

    private static WebhookRequest twilioForm(byte[] body) {
        String url = HOST + "/webhooks/twilio/acme";
        return post(
                url,
                FORM,
                Map.of("X-Twilio-Signature", SignedCalls.base64HmacSha1(SECRET, url + formText(body))),
                body);
    }

    private static String formText(byte[] form) {
        var text = new StringBuilder();
        Parameter before = null;
        for (Parameter parameter :
                FormParameters.parse(form, Integer.MAX_VALUE).orElseThrow().sorted()) {
            if (!parameter.equals(before)) {
                text.append(parameter.name()).append(parameter.value());
            }
            before = parameter;
        }
        return text.toString();
    }

    private static WebhookRequest twilioQuery(byte[] body) {
        // the web server has refused what cannot stand in a query
        String query = new String(body, StandardCharsets.UTF_8)
                .replaceAll("[^\\x21-\\x7E]", "")
                .replace("#", "");
        String url = HOST + "/webhooks/twilio/acme?" + query;
        return new WebhookRequest(
                "acme",
                "GET",
                url,
                query,
                Map.of("X-Twilio-Signature", SignedCalls.base64HmacSha1(SECRET, url))::get,
                new byte[0]);
    }

    private static WebhookRequest twilioJson(byte[] body) {
        String url = HOST + "/webhooks/twilio/acme?bodySHA256=" + SignedCalls.sha256Hex(body);
        return post(url, JSON, Map.of("X-Twilio-Signature", SignedCalls.base64HmacSha1(SECRET, url)), body);
    }

    private static WebhookRequest generic(byte[] body) {
        return post(
                HOST + "/webhooks/generic/acme",
                JSON,
                Map.of(
                        "Greenlight-Timestamp",
                        SECONDS,
                        "Greenlight-Signature",
                        SignedCalls.genericSignature(SECONDS, body)),
                body);
    }

    private static WebhookRequest sinch(byte[] body) {
        return post(
                HOST + "/webhooks/sinch/acme",
                JSON,
                Map.of(
                        "x-sinch-webhook-signature",
                        SignedCalls.base64HmacSha256(SECRET, body, ".nonce." + SECONDS),
                        "x-sinch-webhook-signature-timestamp",
                        SECONDS,
                        "x-sinch-webhook-signature-nonce",
                        "nonce"),
                body);
    }

    private static WebhookRequest bandwidth(byte[] body) {
        String credentials =
                Base64.getEncoder().encodeToString(("bandwidth:" + SECRET).getBytes(StandardCharsets.UTF_8));
        return post(HOST + "/webhooks/bandwidth/acme", JSON, Map.of("Authorization", "Basic " + credentials), body);
    }

    private static WebhookRequest post(String url, String contentType, Map<String, String> headers, byte[] body) {
        int query = url.indexOf('?');
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Content-Type", contentType);
        @Nullable String rawQuery = query < 0 ? null : url.substring(query + 1);
        return new WebhookRequest("acme", "POST", url, rawQuery, all::get, body);
    }

    private static List<byte[]> utf8(String... texts) {
        return List.of(texts).stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}

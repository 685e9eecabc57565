package dev.greenlight.smsinbound.fuzz;

import static dev.greenlight.smsinbound.fuzz.SignedWebhooks.SECONDS;
import static dev.greenlight.smsinbound.fuzz.SignedWebhooks.SECRET;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.webhook.Tokens;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** Calls of the gateways that sign a body as it is. */
final class SignedBodies {

    private static final KeyPair TELNYX_KEYS = telnyxKeys();
    static final String TELNYX_PUBLIC_KEY = telnyxPublicKey();

    private SignedBodies() {}

    static WebhookRequest twilioJson(byte[] body) {
        String url = SignedWebhooks.url("twilio") + "?bodySHA256=" + SignedCalls.sha256Hex(body);
        return SignedWebhooks.postJson(
                url, Map.of("X-Twilio-Signature", SignedCalls.base64HmacSha1(SECRET, url)), body);
    }

    static WebhookRequest generic(byte[] body) {
        return SignedWebhooks.postJson(
                SignedWebhooks.url("generic"),
                Map.of(
                        "Greenlight-Timestamp",
                        SECONDS,
                        "Greenlight-Signature",
                        SignedCalls.genericSignature(SECONDS, body)),
                body);
    }

    static WebhookRequest sinch(byte[] body) {
        return SignedWebhooks.postJson(
                SignedWebhooks.url("sinch"),
                Map.of(
                        "x-sinch-webhook-signature",
                        SignedCalls.base64HmacSha256(SECRET, body, ".nonce." + SECONDS),
                        "x-sinch-webhook-signature-timestamp",
                        SECONDS,
                        "x-sinch-webhook-signature-nonce",
                        "nonce"),
                body);
    }

    static WebhookRequest bandwidth(byte[] body) {
        String credentials =
                Base64.getEncoder().encodeToString(("bandwidth:" + SECRET).getBytes(StandardCharsets.UTF_8));
        return SignedWebhooks.postJson(
                SignedWebhooks.url("bandwidth"), Map.of("Authorization", "Basic " + credentials), body);
    }

    static WebhookRequest telnyx(byte[] body) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(TELNYX_KEYS.getPrivate());
            signature.update((SECONDS + '|').getBytes(StandardCharsets.US_ASCII));
            signature.update(body);
            return SignedWebhooks.postJson(
                    SignedWebhooks.url("telnyx"),
                    Map.of(
                            "telnyx-timestamp",
                            SECONDS,
                            "telnyx-signature-ed25519",
                            Base64.getEncoder().encodeToString(signature.sign())),
                    body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static WebhookRequest vonageMessages(byte[] body) {
        String claims =
                "{\"iss\":\"Vonage\",\"iat\":" + SECONDS + ",\"payload_hash\":\"" + SignedCalls.sha256Hex(body) + "\"}";
        return SignedWebhooks.postJson(
                SignedWebhooks.url("vonage-messages"),
                Map.of("Authorization", "Bearer " + Tokens.hs256(SECRET, claims)),
                body);
    }

    static WebhookRequest bird(byte[] body) {
        String url = SignedWebhooks.url("bird");
        return SignedWebhooks.postJson(
                url,
                Map.of(
                        "MessageBird-Request-Timestamp",
                        SECONDS,
                        "MessageBird-Signature",
                        SignedCalls.birdSignature(SECRET, SECONDS, url, body)),
                body);
    }

    static WebhookRequest messageBirdJson(byte[] body) {
        String url = SignedWebhooks.url("bird");
        return SignedWebhooks.postJson(url, messageBirdToken(url, body), body);
    }

    static WebhookRequest messageBirdForm(byte[] body) {
        String url = SignedWebhooks.url("bird");
        return SignedWebhooks.postForm(url, messageBirdToken(url, body), body);
    }

    static WebhookRequest messageBirdQuery(byte[] body) {
        String url = SignedWebhooks.url("bird") + '?' + SignedWebhooks.queryOf(body);
        return SignedWebhooks.get(url, messageBirdToken(url, new byte[0]));
    }

    private static Map<String, String> messageBirdToken(String url, byte[] body) {
        String ofBody = body.length == 0 ? "" : ",\"payload_hash\":\"" + SignedCalls.sha256Hex(body) + '"';
        String claims = "{\"iss\":\"MessageBird\",\"jti\":\"j\",\"nbf\":" + SECONDS + ",\"exp\":" + SECONDS
                + ",\"url_hash\":\"" + SignedCalls.sha256Hex(url) + '"' + ofBody + '}';
        return Map.of("MessageBird-Signature-JWT", Tokens.signed("HmacSHA512", SECRET, "{\"alg\":\"HS512\"}", claims));
    }

    private static KeyPair telnyxKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String telnyxPublicKey() {
        byte[] encoded = TELNYX_KEYS.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }
}

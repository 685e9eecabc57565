package dev.greenlight.verification.crash;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests to the generic webhook, signed as a gateway signs them. */
final class SignedTexts {

    /** Known to nobody but this run's processes. */
    static final String SECRET = "crash-test-secret-of-32-characters-and-more";

    private static final String ALGORITHM = "HmacSHA256";

    private final URI webhook;

    SignedTexts(URI webhook) {
        this.webhook = webhook;
    }

    HttpRequest request(String id, String from, String text, Instant receivedAt) {
        String body = """
                {"id":"%s","from":"%s","to":"%s","text":"%s","receivedAt":"%s"}""".formatted(id, from, People.TENANT_NUMBER, text, receivedAt);
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        return HttpRequest.newBuilder(webhook)
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json")
                .header("Greenlight-Timestamp", timestamp)
                .header("Greenlight-Signature", "v1=" + sign(timestamp + '.' + body))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}

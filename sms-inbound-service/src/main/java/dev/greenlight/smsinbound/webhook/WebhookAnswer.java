package dev.greenlight.smsinbound.webhook;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What a gateway expects to hear after a call that needs no repeat: made once, because it is always the same. */
public record WebhookAnswer(ResponseEntity<byte[]> response) {

    public static WebhookAnswer of(MediaType contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new WebhookAnswer(ResponseEntity.ok().contentType(contentType).body(bytes));
    }
}

package dev.greenlight.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebhookRequestsTest {

    @Test
    void announcesExactlyTheBytesOfItsBody() {
        byte[] request = new WebhookRequests(8081, "/webhooks/twilio/bench", "https://bench.example.test")
                .text(17, "STOP", "SM1");

        String text = new String(request, StandardCharsets.UTF_8);
        String head = text.substring(0, text.indexOf("\r\n\r\n"));
        String body = text.substring(head.length() + 4);
        assertThat(head)
                .startsWith("POST /webhooks/twilio/bench HTTP/1.1")
                .contains("X-Twilio-Signature: ")
                .endsWith("Content-Length: " + body.length());
        assertThat(body).contains("From=%2B12000000017").contains("Body=STOP");
    }
}

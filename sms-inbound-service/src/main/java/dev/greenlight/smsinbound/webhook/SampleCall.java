package dev.greenlight.smsinbound.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A POST as a gateway makes it.
 *
 * @param secret the name of the setting that signed it, not its value
 * @param headers without the content type
 */
public record SampleCall(String secret, String contentType, Map<String, String> headers, byte[] body) {

    public static SampleCall of(String secret, String contentType, Map<String, String> headers, String body) {
        return new SampleCall(secret, contentType, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Safe for logs. */
    @Override
    public String toString() {
        return "SampleCall[" + secret + "]";
    }
}

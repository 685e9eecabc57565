package dev.greenlight.smsinbound.webhook;

import dev.greenlight.smsinbound.SignedCalls;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Makes JSON Web Tokens, apart from the code that verifies them. */
public final class Tokens {

    private Tokens() {}

    public static String hs256(String secret, String claims) {
        return signed("HmacSHA256", secret, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims);
    }

    public static String signed(String algorithm, String secret, String header, String claims) {
        String content = encoded(header) + '.' + encoded(claims);
        return content + '.' + encoded(SignedCalls.hmac(algorithm, secret, content.getBytes(StandardCharsets.UTF_8)));
    }

    public static String encoded(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package dev.greenlight.smsinbound.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes JSON Web Tokens, apart from the code that verifies them. */
public final class Tokens {

    private Tokens() {}

    public static String hs256(String secret, String claims) {
        return signed("HmacSHA256", secret, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims);
    }

    public static String signed(String algorithm, String secret, String header, String claims) {
        String content = encoded(header) + '.' + encoded(claims);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return content + '.' + encoded(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encoded(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

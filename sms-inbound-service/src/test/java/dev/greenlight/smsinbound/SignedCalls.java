package dev.greenlight.smsinbound;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs calls the way the gateways do, written apart from the code that verifies them. */
public final class SignedCalls {

    public static final String GENERIC_SECRET = "a-secret-of-more-than-thirty-two-characters";

    private SignedCalls() {}

    public static String twilioForm(String id, String from, String to, String body) {
        return "ToCountry=US&MessageSid=" + id + "&NumMedia=0&FromCity=SAN+FRANCISCO&ToCity=&From=" + encoded(from)
                + "&To=" + encoded(to) + "&Body=" + encoded(body);
    }

    /** For forms that hold each name once. */
    public static String twilioSignature(String token, String url, String form) {
        var parameters = new TreeMap<String, String>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        var text = new StringBuilder(url);
        parameters.forEach((name, value) -> text.append(name).append(value));
        return base64HmacSha1(token, text.toString());
    }

    public static String base64HmacSha1(String key, String text) {
        return Base64.getEncoder().encodeToString(hmac("HmacSHA1", key, text.getBytes(StandardCharsets.UTF_8)));
    }

    public static String base64HmacSha256(String key, String text) {
        return Base64.getEncoder().encodeToString(hmac("HmacSHA256", key, text.getBytes(StandardCharsets.UTF_8)));
    }

    public static String base64HmacSha256(String key, byte[] body, String after) {
        return Base64.getEncoder()
                .encodeToString(hmac("HmacSHA256", key, body, after.getBytes(StandardCharsets.UTF_8)));
    }

    public static String hexHmacSha256(String key, String text) {
        return HexFormat.of().formatHex(hmac("HmacSHA256", key, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * As Bird signs.
     *
     * @param middle the address, or what MessageBird once put in its place
     */
    public static String birdSignature(String key, String timestamp, String middle, byte[] body) {
        byte[] head = (timestamp + '\n' + middle + '\n').getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(hmac("HmacSHA256", key, head, sha256(body)));
    }

    public static String genericSignature(String timestamp, String body) {
        return genericSignature(timestamp, body.getBytes(StandardCharsets.UTF_8));
    }

    public static String genericSignature(String timestamp, byte[] body) {
        byte[] before = (timestamp + '.').getBytes(StandardCharsets.UTF_8);
        return "v1=" + HexFormat.of().formatHex(hmac("HmacSHA256", GENERIC_SECRET, before, body));
    }

    public static String sha256Hex(String text) {
        return sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String sha256Hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Over the parts, one after the other. */
    public static byte[] hmac(String algorithm, String key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

package dev.greenlight.smsinbound.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON Web Token claims that was signed with a shared secret.
 *
 * <p>The key says which algorithms there are. The token may only choose among them, so that {@code none} and whatever
 * else a forger would like to be asked for is refused.
 */
public final class HmacJwt {

    private static final int LONGEST = 8_192;
    private static final String HS256 = "HS256";

    private final JsonFields claims;

    private HmacJwt(JsonFields claims) {
        this.claims = claims;
    }

    /** A secret, ready for every algorithm that tokens may be signed with. */
    public static final class Key {

        private final Map<String, SigningKey> byAlgorithm;

        private Key(Map<String, SigningKey> byAlgorithm) {
            this.byAlgorithm = byAlgorithm;
        }

        /** For tokens that are signed with HMAC-SHA256. */
        public static Key hs256(String secret) {
            return new Key(Map.of(HS256, SigningKey.hmacSha256(secret)));
        }

        /** For tokens that are signed with HMAC over any SHA-2 of RFC 7518. */
        public static Key anySha2(String secret) {
            return new Key(Map.of(
                    HS256,
                    SigningKey.hmacSha256(secret),
                    "HS384",
                    SigningKey.hmacSha384(secret),
                    "HS512",
                    SigningKey.hmacSha512(secret)));
        }

        private boolean signed(String algorithm, byte[] content, byte[] signature) {
            SigningKey key = byAlgorithm.get(algorithm);
            return key != null && MessageDigest.isEqual(key.sign(content), signature);
        }

        private byte[] sign(byte[] content) {
            return Objects.requireNonNull(byAlgorithm.get(HS256)).sign(content);
        }
    }

    /** The claims of the token; empty unless one of the keys signed it. */
    public static Optional<HmacJwt> verified(@Nullable String token, List<Key> keys) {
        if (token == null || token.length() > LONGEST) {
            return Optional.empty();
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        Optional<String> algorithm = decoded(parts[0])
                .flatMap(JsonFields::parse)
                .filter(header -> !header.has("crit")) // asks for an extension, and we have none
                .flatMap(header -> header.text("alg"));
        Optional<byte[]> signature = decoded(parts[2]);
        if (algorithm.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = utf8(parts[0] + '.' + parts[1]);
        return keys.stream().anyMatch(key -> key.signed(algorithm.get(), content, signature.get()))
                ? decoded(parts[1]).flatMap(JsonFields::parse).map(HmacJwt::new)
                : Optional.empty();
    }

    /** A token that claims the texts and whole numbers, signed with HMAC-SHA256. */
    public static String signed(Key key, Map<String, ?> claims) {
        String content =
                encoded(utf8(JsonFields.write(Map.of("alg", HS256)))) + '.' + encoded(utf8(JsonFields.write(claims)));
        return content + '.' + encoded(key.sign(utf8(content)));
    }

    /** Whether the claim is there. */
    public boolean has(String claim) {
        return claims.has(claim);
    }

    public Optional<String> text(String claim) {
        return claims.text(claim);
    }

    public Optional<Instant> time(String claim) {
        return claims.unixSeconds(claim);
    }

    /** Whether the claim is the SHA-256 of the content, so that the token vouches for it. */
    public boolean vouchesFor(byte[] content, String claim) {
        return text(claim).filter(hash -> Sha256.isHexOf(content, hash)).isPresent();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> decoded(String base64Url) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(base64Url));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package dev.greenlight.smsinbound.webhook.gateway.vonagemessages;

import dev.greenlight.smsinbound.webhook.HmacJwt;
import dev.greenlight.smsinbound.webhook.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header {@code Authorization} with a bearer token: a JSON Web Token that holds the SHA-256 of the body. */
final class VonageToken {

    /**
     * Vonage delivers a call again for 24 hours, and does not say whether with a new token. A recorded call that is played
     * again in that time holds the same message id and the same time, and changes nothing.
     */
    static final Duration OLDEST = Duration.ofHours(24).plusMinutes(5);

    /** How far Vonage's clock may be ahead of ours. */
    static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    private static final String SCHEME = "Bearer ";
    private static final String ISSUER = "Vonage";
    private static final String PAYLOAD_HASH = "payload_hash";

    private VonageToken() {}

    /** Whether the token was signed with one of the keys, not too long ago, and vouches for the body. */
    static boolean isRight(@Nullable String authorization, List<HmacJwt.Key> keys, byte[] body, Instant now) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        return HmacJwt.verified(authorization.substring(SCHEME.length()).strip(), keys)
                .filter(token -> token.text("iss").filter(ISSUER::equals).isPresent())
                .filter(token -> token.time("iat")
                        .filter(issued -> !issued.isBefore(now.minus(OLDEST)) && !issued.isAfter(now.plus(MOST_AHEAD)))
                        .isPresent())
                .filter(token -> token.vouchesFor(body, PAYLOAD_HASH))
                .isPresent();
    }

    /** What Vonage puts into the header for the body. */
    static String of(HmacJwt.Key key, String id, byte[] body, Instant at) {
        return SCHEME
                + HmacJwt.signed(
                        key,
                        Map.of("iss", ISSUER, "jti", id, "iat", at.getEpochSecond(), PAYLOAD_HASH, Sha256.hexOf(body)));
    }
}

package dev.greenlight.smsinbound.webhook.gateway.bird;

import dev.greenlight.smsinbound.webhook.HmacJwt;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The header {@code MessageBird-Signature-JWT}: a JSON Web Token of MessageBird that is good for a minute, for one
 * address with its query as it was sent, and for one body.
 */
final class BirdToken {

    static final String HEADER = "MessageBird-Signature-JWT";

    /** How far MessageBird's clock may be from ours. */
    static final Duration LEEWAY = Duration.ofSeconds(5);

    private static final String PAYLOAD_HASH = "payload_hash";

    private BirdToken() {}

    /** Whether the token was signed with one of the keys and is for this call and this time. */
    static boolean isRight(WebhookRequest request, List<HmacJwt.Key> keys, Instant now) {
        return HmacJwt.verified(request.headers().first(HEADER), keys)
                .filter(token -> token.text("iss").filter("MessageBird"::equals).isPresent())
                .filter(token -> token.text("jti").filter(id -> !id.isEmpty()).isPresent())
                .filter(token -> isInTime(token, now))
                .filter(token -> token.vouchesFor(request.url().getBytes(StandardCharsets.UTF_8), "url_hash"))
                .filter(token -> request.body().length == 0
                        ? !token.has(PAYLOAD_HASH)
                        : token.vouchesFor(request.body(), PAYLOAD_HASH))
                .isPresent();
    }

    private static boolean isInTime(HmacJwt token, Instant now) {
        return token.time("nbf")
                        .filter(start -> !start.isAfter(now.plus(LEEWAY)))
                        .isPresent()
                && token.time("exp")
                        .filter(end -> !end.isBefore(now.minus(LEEWAY)))
                        .isPresent();
    }
}

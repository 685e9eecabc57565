package dev.greenlight.smsinbound.webhook.gateway.generic;

import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.InboundText.TimeSource;
import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.SigningKey;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.WebhookAnswer;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refused;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;

/** Greenlight's own webhook, for every gateway or script that can sign a JSON body. */
public final class GenericGateway implements SmsGateway {

    /**
     * How far the gateway's own time of a text may be ahead of our clock. What is further ahead is a wrong clock, and
     * would make every later STOP look old, so our time is used instead. The text is not refused: it may be a STOP.
     */
    static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    private static final WebhookAnswer ACCEPTED =
            WebhookAnswer.of(MediaType.APPLICATION_JSON, "{\"status\":\"accepted\"}");
    private static final WebhookAnswer IGNORED =
            WebhookAnswer.of(MediaType.APPLICATION_JSON, "{\"status\":\"ignored\"}");

    private final Map<String, List<SigningKey>> keysByTenant = new HashMap<>();
    private final List<SigningKey> decoy = List.of(SigningKey.hmacSha256(SigningKey.decoySecret()));
    private final Clock clock;

    /**
     * @param secretsByTenant several while a secret is being replaced
     */
    public GenericGateway(Map<String, List<String>> secretsByTenant, Clock clock) {
        secretsByTenant.forEach((tenant, secrets) -> {
            if (!secrets.isEmpty()) {
                keysByTenant.put(
                        tenant, secrets.stream().map(SigningKey::hmacSha256).toList());
            }
        });
        this.clock = clock;
    }

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public String allowedMethods() {
        return "POST";
    }

    @Override
    public WebhookAnswer accepted() {
        return ACCEPTED;
    }

    @Override
    public WebhookAnswer ignored() {
        return IGNORED;
    }

    @Override
    public WebhookReading read(WebhookRequest request) {
        if (!request.method().equals("POST")) {
            return new Refused(Refusal.METHOD_NOT_ALLOWED);
        }
        if (!request.hasContentType(MediaType.APPLICATION_JSON_VALUE)) {
            return new Refused(Refusal.UNSUPPORTED_CONTENT);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean signed = GenericSignature.isRight(
                request.headers().first("Greenlight-Timestamp"),
                request.headers().first("Greenlight-Signature"),
                keysByTenant.getOrDefault(request.tenant(), decoy),
                request.body(),
                now);
        if (!signed) {
            return new Refused(Refusal.BAD_SIGNATURE);
        }
        return JsonFields.parse(request.body())
                .flatMap(fields -> text(fields, now))
                .<WebhookReading>map(Verified::new)
                .orElse(new Refused(Refusal.MALFORMED));
    }

    private Optional<InboundText> text(JsonFields fields, Instant now) {
        Optional<String> id = fields.text("id").filter(InboundText::isMessageId);
        Optional<String> from = fields.text("from").filter(value -> !value.isEmpty());
        Optional<String> to = fields.text("to").filter(value -> !value.isEmpty());
        Optional<String> text = fields.text("text");
        Optional<Instant> claimed = fields.text("receivedAt").flatMap(GenericGateway::instant);
        boolean unreadableTime = fields.has("receivedAt") && claimed.isEmpty();
        if (id.isEmpty() || from.isEmpty() || to.isEmpty() || text.isEmpty() || unreadableTime) {
            return Optional.empty();
        }
        Optional<Instant> credible = claimed.filter(time -> !time.isAfter(now.plus(MOST_AHEAD)));
        return Optional.of(new InboundText(
                name(),
                id.get(),
                from.get(),
                to.get(),
                text.get(),
                credible.orElse(now),
                credible.isPresent() ? TimeSource.GATEWAY : TimeSource.GREENLIGHT,
                GatewayHint.NONE,
                false));
    }

    private static Optional<Instant> instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            return instant.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

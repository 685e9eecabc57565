package dev.greenlight.smsinbound.webhook.gateway.sinch;

import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.PhoneNumber;
import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.ReceiveTime;
import dev.greenlight.smsinbound.webhook.Rehearsable;
import dev.greenlight.smsinbound.webhook.Rehearsal;
import dev.greenlight.smsinbound.webhook.SampleText;
import dev.greenlight.smsinbound.webhook.SigningKey;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.TenantSecrets;
import dev.greenlight.smsinbound.webhook.WebhookAnswer;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refused;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Sinch's callbacks of the SMS API.
 *
 * <p>Sinch repeats a call that was answered 5xx for almost 23 hours and never one that was answered 4xx, so that a call
 * we cannot verify or read is answered 503. Binary messages are data for a program and nothing that a person typed;
 * delivery reports have no code that means an opt-out and nothing else. Both tell us nothing.
 */
public final class SinchGateway implements SmsGateway, Rehearsable {

    private static final WebhookAnswer OK = WebhookAnswer.of(MediaType.APPLICATION_JSON, "{}");
    private static final HttpHeaders RETRY_LATER = retryLater();

    private final TenantSecrets<SigningKey> keys;
    private final Clock clock;

    /**
     * @param secretsByTenant several while a secret is being replaced
     */
    public SinchGateway(Map<String, List<String>> secretsByTenant, Clock clock) {
        this.keys = new TenantSecrets<>(
                secretsByTenant, SigningKey::hmacSha256, SigningKey.hmacSha256(SigningKey.decoySecret()));
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sinch";
    }

    @Override
    public String allowedMethods() {
        return "POST";
    }

    @Override
    public WebhookAnswer accepted() {
        return OK;
    }

    @Override
    public WebhookAnswer ignored() {
        return OK;
    }

    @Override
    public HttpStatus unverifiedStatus() {
        return HttpStatus.SERVICE_UNAVAILABLE;
    }

    @Override
    public HttpHeaders unverifiedHeaders() {
        return RETRY_LATER;
    }

    @Override
    public HttpStatus malformedStatus() {
        return HttpStatus.SERVICE_UNAVAILABLE;
    }

    @Override
    public WebhookReading read(WebhookRequest request) {
        if (!request.method().equals("POST")) {
            return new Refused(Refusal.METHOD_NOT_ALLOWED);
        }
        if (!request.hasContentType(MediaType.APPLICATION_JSON_VALUE)) {
            return new Refused(Refusal.UNSUPPORTED_CONTENT);
        }
        Instant now = clock.instant();
        if (!SinchSignature.isRight(request.headers(), keys.of(request.tenant()), request.body(), now)) {
            return new Refused(Refusal.BAD_SIGNATURE);
        }
        return JsonFields.parse(request.body())
                .flatMap(fields -> told(fields, now))
                .orElse(new Refused(Refusal.MALFORMED));
    }

    @Override
    public Rehearsal rehearse(SampleText text) {
        return Rehearsal.of(
                keys.configured(text.tenant()),
                "sinch.secrets",
                (secret, key) -> SinchSample.call(secret, key, text.withoutPlusSigns()),
                false,
                true);
    }

    private Optional<WebhookReading> told(JsonFields fields, Instant now) {
        return fields.text("type").flatMap(type -> switch (type) {
            case "mo_text" -> fields.text("body").flatMap(body -> text(fields, body, now));
            case "mo_media" ->
                fields.object("body")
                        .flatMap(body -> text(fields, body.text("message").orElse(""), now));
            default -> Optional.of(Verified.NOTHING);
        });
    }

    private Optional<WebhookReading> text(JsonFields fields, String body, Instant now) {
        Optional<String> id = fields.text("id").filter(InboundText::isMessageId);
        Optional<String> from = fields.text("from").filter(value -> !value.isEmpty());
        Optional<String> to = fields.text("to").filter(value -> !value.isEmpty());
        if (id.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        ReceiveTime received = ReceiveTime.of(fields.text("received_at").flatMap(ReceiveTime::parse), now);
        return Optional.of(Verified.of(new InboundText(
                name(),
                id.get(),
                PhoneNumber.withPlus(from.get()),
                PhoneNumber.withPlus(to.get()),
                body,
                received.at(),
                received.source(),
                GatewayHint.NONE,
                false)));
    }

    private static HttpHeaders retryLater() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "60");
        return HttpHeaders.readOnlyHttpHeaders(headers);
    }
}

package dev.greenlight.smsinbound.webhook.gateway.generic;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundEvent;
import dev.greenlight.smsinbound.domain.InboundText;
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
import org.springframework.http.MediaType;

/** Greenlight's own webhook, for every gateway or script that can sign a JSON body. */
public final class GenericGateway implements SmsGateway, Rehearsable {

    private static final String NUMBER_BLOCKED = "number-blocked";
    private static final WebhookAnswer ACCEPTED =
            WebhookAnswer.of(MediaType.APPLICATION_JSON, "{\"status\":\"accepted\"}");
    private static final WebhookAnswer IGNORED =
            WebhookAnswer.of(MediaType.APPLICATION_JSON, "{\"status\":\"ignored\"}");

    private final TenantSecrets<SigningKey> keys;
    private final Clock clock;

    /**
     * @param secretsByTenant several while a secret is being replaced
     */
    public GenericGateway(Map<String, List<String>> secretsByTenant, Clock clock) {
        this.keys = new TenantSecrets<>(
                secretsByTenant, SigningKey::hmacSha256, SigningKey.hmacSha256(SigningKey.decoySecret()));
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
        Instant now = clock.instant();
        boolean signed = GenericSignature.isRight(
                request.headers().first(GenericSignature.TIMESTAMP),
                request.headers().first(GenericSignature.SIGNATURE),
                keys.of(request.tenant()),
                request.body(),
                now);
        if (!signed) {
            return new Refused(Refusal.BAD_SIGNATURE);
        }
        return JsonFields.parse(request.body())
                .<InboundEvent>flatMap(fields ->
                        fields.text("type").filter(NUMBER_BLOCKED::equals).isPresent()
                                ? report(fields, now)
                                : text(fields, now))
                .<WebhookReading>map(Verified::of)
                .orElse(new Refused(Refusal.MALFORMED));
    }

    @Override
    public Rehearsal rehearse(SampleText text) {
        return Rehearsal.of(
                keys.configured(text.tenant()),
                "generic.secrets",
                (secret, key) -> GenericSample.call(secret, key, text),
                false,
                true);
    }

    private Optional<InboundText> text(JsonFields fields, Instant now) {
        Optional<String> id = fields.text("id").filter(InboundText::isMessageId);
        Optional<String> from = fields.text("from").filter(value -> !value.isEmpty());
        Optional<String> to = fields.text("to").filter(value -> !value.isEmpty());
        Optional<String> text = fields.text("text");
        Optional<ReceiveTime> received = time(fields, "receivedAt", now);
        if (id.isEmpty() || from.isEmpty() || to.isEmpty() || text.isEmpty() || received.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InboundText(
                name(),
                id.get(),
                from.get(),
                to.get(),
                text.get(),
                received.get().at(),
                received.get().source(),
                GatewayHint.NONE,
                false));
    }

    private Optional<BlockedNumber> report(JsonFields fields, Instant now) {
        Optional<String> id = fields.text("id").filter(InboundText::isMessageId);
        Optional<String> number = fields.text("number").filter(value -> !value.isEmpty());
        Optional<String> sender = fields.text("sender").filter(value -> !value.isEmpty());
        Optional<BlockedNumber.Cause> cause = fields.text("cause").flatMap(GenericGateway::cause);
        Optional<ReceiveTime> reported = time(fields, "reportedAt", now);
        Optional<String> code = fields.has("code")
                ? fields.textOrNumber("code").filter(value -> value.isEmpty() || InboundText.isMessageId(value))
                : Optional.of("");
        if (id.isEmpty()
                || number.isEmpty()
                || sender.isEmpty()
                || cause.isEmpty()
                || reported.isEmpty()
                || code.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BlockedNumber(
                name(),
                id.get(),
                number.get(),
                sender.get(),
                cause.get(),
                code.get(),
                reported.get().at(),
                reported.get().source()));
    }

    private static Optional<BlockedNumber.Cause> cause(String word) {
        return switch (word) {
            case "opted-out" -> Optional.of(BlockedNumber.Cause.OPTED_OUT);
            case "deactivated" -> Optional.of(BlockedNumber.Cause.DEACTIVATED);
            default -> Optional.empty();
        };
    }

    /** The time in the field, or ours where there is no field; empty where it cannot be read. */
    private static Optional<ReceiveTime> time(JsonFields fields, String name, Instant now) {
        Optional<Instant> claimed = fields.text(name).flatMap(ReceiveTime::parse);
        return fields.has(name) && claimed.isEmpty() ? Optional.empty() : Optional.of(ReceiveTime.of(claimed, now));
    }
}

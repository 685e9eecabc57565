package dev.greenlight.smsinbound.webhook.gateway.telnyx;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.ReceiveTime;
import dev.greenlight.smsinbound.webhook.Rehearsable;
import dev.greenlight.smsinbound.webhook.Rehearsal;
import dev.greenlight.smsinbound.webhook.SampleText;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;

/**
 * Telnyx's webhook for the events of messages, inbound and outbound.
 *
 * <p>Telnyx answers keywords itself and says so; when we write to somebody who said stop to it, its report of the
 * outbound text says that too.
 */
public final class TelnyxGateway implements SmsGateway, Rehearsable {

    private static final WebhookAnswer OK = WebhookAnswer.of(MediaType.APPLICATION_JSON, "{}");

    /** Blocked because of a STOP to this messaging profile. */
    private static final String BLOCKED_BY_STOP = "40300";

    private final TenantSecrets<TelnyxKey> keys;
    private final Clock clock;

    /**
     * @param publicKeysByTenant of the tenant's Telnyx account, in Base64; several while one is being replaced
     * @throws IllegalArgumentException for what is no such key
     */
    public TelnyxGateway(Map<String, List<String>> publicKeysByTenant, Clock clock) {
        this.keys = new TenantSecrets<>(publicKeysByTenant, TelnyxKey::parse, TelnyxKey.decoy());
        this.clock = clock;
    }

    @Override
    public String name() {
        return "telnyx";
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
    public WebhookReading read(WebhookRequest request) {
        if (!request.method().equals("POST")) {
            return new Refused(Refusal.METHOD_NOT_ALLOWED);
        }
        if (!request.hasContentType(MediaType.APPLICATION_JSON_VALUE)) {
            return new Refused(Refusal.UNSUPPORTED_CONTENT);
        }
        Instant now = clock.instant();
        if (!TelnyxSignature.isRight(request.headers(), keys.of(request.tenant()), request.body(), now)) {
            return new Refused(Refusal.BAD_SIGNATURE);
        }
        return JsonFields.parse(request.body())
                .flatMap(call -> call.object("data"))
                .flatMap(event -> told(event, now))
                .orElse(new Refused(Refusal.MALFORMED));
    }

    @Override
    public Rehearsal rehearse(SampleText text) {
        int known = keys.configured(text.tenant()).size();
        return known == 0
                ? new Rehearsal.NotConfigured()
                : new Rehearsal.OnlyTheGateway(
                        "Its " + known + " public key(s) are well formed. Only Telnyx can sign: text the number"
                                + " and watch greenlight_webhook_requests_total{gateway=\"telnyx\"}.");
    }

    private Optional<WebhookReading> told(JsonFields event, Instant now) {
        return event.text("event_type").flatMap(type -> switch (type) {
            case "message.received" -> event.object("payload").flatMap(message -> text(event, message, now));
            case "message.sent", "message.finalized" ->
                event.object("payload").flatMap(message -> report(event, message, now));
            default -> Optional.of(Verified.NOTHING);
        });
    }

    private Optional<WebhookReading> text(JsonFields event, JsonFields message, Instant now) {
        Optional<String> id = message.text("id").filter(InboundText::isMessageId);
        Optional<String> from = message.object("from").flatMap(TelnyxGateway::number);
        Optional<String> to = message.objects("to").stream().findFirst().flatMap(TelnyxGateway::number);
        Optional<String> body = message.has("text") ? message.text("text") : Optional.of(""); // a picture alone
        if (id.isEmpty() || from.isEmpty() || to.isEmpty() || body.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> answered = message.text("autoresponse_type").filter(type -> !type.isBlank());
        ReceiveTime received = ReceiveTime.of(
                message.text("received_at").or(() -> event.text("occurred_at")).flatMap(ReceiveTime::parse), now);
        return Optional.of(Verified.of(new InboundText(
                name(),
                id.get(),
                from.get(),
                to.get(),
                body.get(),
                received.at(),
                received.source(),
                answered.map(TelnyxGateway::hint).orElse(GatewayHint.NONE),
                answered.isPresent())));
    }

    /** A text to several people that was blocked does not say for whom, and tells us nothing. */
    private Optional<WebhookReading> report(JsonFields event, JsonFields message, Instant now) {
        List<JsonFields> recipients = message.objects("to");
        boolean isBlocked = message.objects("errors").stream()
                .anyMatch(error -> error.textOrNumber("code")
                        .filter(BLOCKED_BY_STOP::equals)
                        .isPresent());
        if (!isBlocked || recipients.size() > 1) {
            return Optional.of(Verified.NOTHING);
        }
        Optional<String> id = message.text("id").filter(InboundText::isMessageId);
        Optional<String> sender = message.object("from").flatMap(TelnyxGateway::number);
        Optional<String> number = recipients.stream().findFirst().flatMap(TelnyxGateway::number);
        if (id.isEmpty() || sender.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        ReceiveTime reported = ReceiveTime.of(event.text("occurred_at").flatMap(ReceiveTime::parse), now);
        return Optional.of(Verified.of(new BlockedNumber(
                name(),
                id.get(),
                number.get(),
                sender.get(),
                BlockedNumber.Cause.OPTED_OUT,
                BLOCKED_BY_STOP,
                reported.at(),
                reported.source())));
    }

    private static Optional<String> number(JsonFields party) {
        return party.text("phone_number").filter(number -> !number.isEmpty());
    }

    private static GatewayHint hint(String autoresponseType) {
        return switch (autoresponseType.toUpperCase(Locale.ROOT)) {
            case "STOP" -> GatewayHint.STOP;
            case "START" -> GatewayHint.START;
            case "HELP" -> GatewayHint.HELP;
            default -> GatewayHint.NONE;
        };
    }
}

package dev.greenlight.smsinbound.webhook.gateway.vonagemessages;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.BlockedNumber.Cause;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.PhoneNumber;
import dev.greenlight.smsinbound.webhook.HmacJwt;
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
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Vonage's Messages API: inbound messages, and the status of outbound ones.
 *
 * <p>Vonage at times sends a call that it failed to sign, and asks to be answered 5xx then, so that it sends it again.
 * Of its many channels only SMS and MMS reach the phone number that people agree or object to being texted on.
 */
public final class VonageMessagesGateway implements SmsGateway, Rehearsable {

    private static final Set<String> CHANNELS = Set.of("sms", "mms");
    private static final Set<String> FAILURES = Set.of("rejected", "undeliverable");
    private static final WebhookAnswer OK = WebhookAnswer.of(MediaType.APPLICATION_JSON, "{}");

    private final TenantSecrets<HmacJwt.Key> keys;
    private final Clock clock;

    /**
     * @param secretsByTenant several while a secret is being replaced
     */
    public VonageMessagesGateway(Map<String, List<String>> secretsByTenant, Clock clock) {
        this.keys =
                new TenantSecrets<>(secretsByTenant, HmacJwt.Key::hs256, HmacJwt.Key.hs256(SigningKey.decoySecret()));
        this.clock = clock;
    }

    @Override
    public String name() {
        return "vonage-messages";
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
        String authorization = request.headers().first(HttpHeaders.AUTHORIZATION);
        if (!VonageToken.isRight(authorization, keys.of(request.tenant()), request.body(), now)) {
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
                "vonage-messages.signature-secrets",
                (secret, key) -> VonageMessagesSample.call(secret, key, text.withoutPlusSigns()),
                false,
                true);
    }

    private Optional<WebhookReading> told(JsonFields fields, Instant now) {
        return fields.text("channel").flatMap(channel -> {
            if (!CHANNELS.contains(channel)) {
                return Optional.of(Verified.NOTHING);
            }
            return fields.has("message_type") ? text(fields, now) : status(fields, now);
        });
    }

    private Optional<WebhookReading> text(JsonFields fields, Instant now) {
        Optional<String> id = fields.text("message_uuid").filter(InboundText::isMessageId);
        Optional<String> from = number(fields, "from");
        Optional<String> to = number(fields, "to");
        Optional<String> body = fields.text("message_type")
                .flatMap(type -> type.equals("text") ? fields.text("text") : Optional.of(words(fields, type)));
        if (id.isEmpty() || from.isEmpty() || to.isEmpty() || body.isEmpty()) {
            return Optional.empty();
        }
        ReceiveTime received = ReceiveTime.of(fields.text("timestamp").flatMap(ReceiveTime::parse), now);
        return Optional.of(Verified.of(new InboundText(
                name(),
                id.get(),
                from.get(),
                to.get(),
                body.get(),
                received.at(),
                received.source(),
                GatewayHint.NONE,
                false)));
    }

    /** What was written beside a picture or a file; empty where nothing was, and for a contact. */
    private static String words(JsonFields message, String type) {
        return message.object(type).stream()
                .flatMap(content -> Stream.of("caption", "text").map(content::text))
                .flatMap(Optional::stream)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }

    private Optional<WebhookReading> status(JsonFields fields, Instant now) {
        Optional<String> code = code(fields);
        Optional<Cause> cause = code.flatMap(VonageMessagesGateway::cause);
        Optional<String> sender = number(fields, "from");
        boolean failed = fields.text("status").filter(FAILURES::contains).isPresent();
        if (!failed
                || cause.isEmpty()
                || sender.filter(VonageMessagesGateway::isName).isPresent()) {
            return Optional.of(Verified.NOTHING);
        }
        Optional<String> id = fields.text("message_uuid").filter(InboundText::isMessageId);
        Optional<String> number = number(fields, "to");
        if (id.isEmpty() || sender.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        ReceiveTime reported = ReceiveTime.of(fields.text("timestamp").flatMap(ReceiveTime::parse), now);
        return Optional.of(Verified.of(new BlockedNumber(
                name(),
                id.get(),
                number.get(),
                sender.get(),
                cause.get(),
                code.get(),
                reported.at(),
                reported.source())));
    }

    /**
     * The number at the end of the error's type, which is an address of Vonage's documentation. Some calls hold the error
     * one level deeper.
     */
    private static Optional<String> code(JsonFields status) {
        return status.object("error")
                .map(error -> error.object("error").orElse(error))
                .flatMap(error -> error.text("type"))
                .map(type -> type.substring(type.lastIndexOf('#') + 1));
    }

    private static Optional<Cause> cause(String code) {
        return switch (code) {
            case "1240" -> Optional.of(Cause.OPTED_OUT);
            case "1190" -> Optional.of(Cause.DEACTIVATED);
            default -> Optional.empty();
        };
    }

    private static Optional<String> number(JsonFields fields, String name) {
        return fields.text(name).filter(value -> !value.isEmpty()).map(PhoneNumber::withPlus);
    }

    /** Nobody can answer a name, so no number can be blocked for it. */
    private static boolean isName(String sender) {
        return !sender.chars().allMatch(character -> character == '+' || (character >= '0' && character <= '9'));
    }
}

package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.BlockedNumber.Cause;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.PhoneNumber;
import dev.greenlight.smsinbound.webhook.FormParameters;
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
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.LongText.Joined;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Vonage's SMS API: inbound texts, and receipts of outbound ones.
 *
 * <p>Numbers come without their plus sign, and long texts in pieces. The field {@code keyword} is the first word of any
 * text and means nothing: "stop by at 5" has it too. Of what is answered 4xx Vonage surely repeats 429 alone, so what
 * cannot be verified or read is answered 503.
 */
public final class VonageSmsGateway implements SmsGateway, Rehearsable {

    private static final int MOST_PARAMETERS = 1_000;
    private static final Set<String> FAILURES = Set.of("failed", "rejected");
    private static final WebhookAnswer OK = WebhookAnswer.of(MediaType.APPLICATION_JSON, "{}");

    private final TenantSecrets<VonageKey> keys;
    private final BiPredicate<String, InboundText> optsIn;
    private final Clock clock;
    private final LongTexts longTexts = new LongTexts();

    /**
     * @param keysByTenant several while a secret is being replaced
     * @param optsIn whether a text to a tenant asks to be sent more, which is not believed of a text with a piece missing
     */
    public VonageSmsGateway(
            Map<String, List<VonageKey>> keysByTenant, BiPredicate<String, InboundText> optsIn, Clock clock) {
        this.keys = new TenantSecrets<>(
                keysByTenant, Function.identity(), VonageKey.of(SignatureMethod.HMAC_SHA256, SigningKey.decoySecret()));
        this.optsIn = optsIn;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "vonage-sms";
    }

    @Override
    public String allowedMethods() {
        return "GET, POST";
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
        return switch (request.method()) {
            case "GET" -> readForm(request, request.queryBytes());
            case "POST" -> readBody(request);
            default -> new Refused(Refusal.METHOD_NOT_ALLOWED);
        };
    }

    @Override
    public Rehearsal rehearse(SampleText text) {
        return Rehearsal.of(
                keys.configured(text.tenant()),
                "vonage-sms.signature-secrets",
                (secret, key) -> VonageSmsSample.call(secret, key, text.withoutPlusSigns()),
                false,
                true);
    }

    private WebhookReading readBody(WebhookRequest request) {
        if (request.hasContentType(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            return readForm(request, request.body());
        }
        if (request.hasContentType(MediaType.APPLICATION_JSON_VALUE)) {
            return readSigned(request.tenant(), JsonFields.parse(request.body()).map(JsonFields::scalars));
        }
        return new Refused(Refusal.UNSUPPORTED_CONTENT);
    }

    private WebhookReading readForm(WebhookRequest request, byte[] form) {
        return FormParameters.parse(form, MOST_PARAMETERS)
                .map(parameters -> readSigned(request.tenant(), eachOnce(parameters)))
                .orElse(new Refused(Refusal.TOO_MANY_PARAMETERS));
    }

    /** A signature over parameters that are not one value for each name says nothing. */
    private WebhookReading readSigned(String tenant, Optional<Map<String, String>> parameters) {
        Instant now = clock.instant();
        if (parameters.isEmpty() || !VonageSignature.isRight(parameters.get(), keys.of(tenant), now)) {
            return new Refused(Refusal.BAD_SIGNATURE);
        }
        Map<String, String> values = parameters.get();
        if (values.containsKey("err-code")) {
            return receipt(values, now).orElse(new Refused(Refusal.MALFORMED));
        }
        return "binary".equals(values.get("type"))
                ? Verified.NOTHING // data for a program, nothing that a person typed
                : text(tenant, values, now).orElse(new Refused(Refusal.MALFORMED));
    }

    private Optional<WebhookReading> text(String tenant, Map<String, String> parameters, Instant now) {
        Optional<String> id = value(parameters, "messageId").filter(InboundText::isMessageId);
        Optional<String> from = value(parameters, "msisdn");
        Optional<String> to = value(parameters, "to");
        Optional<String> body = Optional.ofNullable(parameters.get("text"));
        if (id.isEmpty() || from.isEmpty() || to.isEmpty() || body.isEmpty()) {
            return Optional.empty();
        }
        ReceiveTime received = ReceiveTime.of(VonageTime.of(parameters), now);
        var sender = new TextPart.Sender(tenant, from.get());
        Optional<TextPart> part = TextPart.of(parameters, sender, to.get(), id.get(), body.get(), received);
        return Optional.of(
                part.isEmpty()
                        ? Verified.of(text(id.get(), from.get(), to.get(), body.get(), received))
                        : joined(part.get(), longTexts.take(part.get(), now)));
    }

    private WebhookReading joined(TextPart part, Optional<Joined> joined) {
        if (joined.isEmpty()) {
            return new Refused(Refusal.INCOMPLETE);
        }
        Joined found = joined.get();
        InboundText text = text(found.messageId(), part.sender().number(), part.to(), found.body(), found.received());
        return !found.isWhole() && optsIn.test(part.sender().tenant(), text) ? Verified.NOTHING : Verified.of(text);
    }

    private InboundText text(String id, String from, String to, String body, ReceiveTime received) {
        return new InboundText(
                name(),
                id,
                PhoneNumber.withPlus(from),
                PhoneNumber.withPlus(to),
                body,
                received.at(),
                received.source(),
                GatewayHint.NONE,
                false);
    }

    /** Of texts that were sent under a name no number can be blocked: nobody can answer a name. */
    private Optional<WebhookReading> receipt(Map<String, String> parameters, Instant now) {
        Optional<Cause> cause = cause(parameters);
        Optional<String> sender = value(parameters, "to");
        if (cause.isEmpty() || sender.filter(VonageSmsGateway::isName).isPresent()) {
            return Optional.of(Verified.NOTHING);
        }
        Optional<String> id = value(parameters, "messageId").filter(InboundText::isMessageId);
        Optional<String> number = value(parameters, "msisdn");
        if (id.isEmpty() || sender.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        ReceiveTime reported = ReceiveTime.of(VonageTime.of(parameters), now);
        return Optional.of(Verified.of(new BlockedNumber(
                name(),
                id.get(),
                PhoneNumber.withPlus(number.get()),
                PhoneNumber.withPlus(sender.get()),
                cause.get(),
                value(parameters, "err-code").orElse(""),
                reported.at(),
                reported.source())));
    }

    private static Optional<Cause> cause(Map<String, String> receipt) {
        boolean failed = value(receipt, "status").filter(FAILURES::contains).isPresent();
        return value(receipt, "err-code").filter(code -> failed).flatMap(code -> switch (code) {
            case "9" -> Optional.of(Cause.OPTED_OUT);
            case "3" -> Optional.of(Cause.DEACTIVATED);
            default -> Optional.empty();
        });
    }

    private static boolean isName(String sender) {
        return !sender.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    private static Optional<String> value(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<Map<String, String>> eachOnce(FormParameters form) {
        Map<String, String> values = new HashMap<>();
        for (var parameter : form.sorted()) {
            if (values.put(parameter.name(), parameter.value()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}

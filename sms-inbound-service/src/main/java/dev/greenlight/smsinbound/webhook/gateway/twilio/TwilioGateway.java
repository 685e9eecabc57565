package dev.greenlight.smsinbound.webhook.gateway.twilio;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.FormParameters;
import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.Rehearsable;
import dev.greenlight.smsinbound.webhook.Rehearsal;
import dev.greenlight.smsinbound.webhook.SampleText;
import dev.greenlight.smsinbound.webhook.Sha256;
import dev.greenlight.smsinbound.webhook.SigningKey;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.TenantSecrets;
import dev.greenlight.smsinbound.webhook.WebhookAnswer;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refused;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.MediaType;

/**
 * Twilio's webhook for inbound texts, and for the status of texts that were sent.
 *
 * <p>Parameters are added by Twilio without notice, so the signature is checked over whatever came. Twilio does not
 * say when it received a text, so our clock does. Of the statuses only one speaks of the person: that Twilio keeps the
 * number on its list of people who said stop to this sender.
 */
public final class TwilioGateway implements SmsGateway, Rehearsable {

    private static final int MOST_PARAMETERS = 1_000;
    private static final String RECIPIENT_OPTED_OUT = "21610";

    /** Of texts that were sent. One that Twilio adds is known by having no body. */
    private static final Set<String> SENT_STATUSES = Set.of(
            "accepted",
            "canceled",
            "delivered",
            "failed",
            "partially_delivered",
            "queued",
            "read",
            "scheduled",
            "sending",
            "sent",
            "undelivered");

    /** Of texts that people send us. */
    private static final Set<String> RECEIVED_STATUSES = Set.of("received", "receiving");

    private static final String BODY_HASH = "bodySHA256";
    private static final WebhookAnswer EMPTY_TWIML = WebhookAnswer.of(
            new MediaType("text", "xml", StandardCharsets.UTF_8),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");

    private final TenantSecrets<SigningKey> keys;
    private final Clock clock;

    /**
     * @param authTokensByTenant several while a token is being replaced
     */
    public TwilioGateway(Map<String, List<String>> authTokensByTenant, Clock clock) {
        this.keys = new TenantSecrets<>(
                authTokensByTenant, SigningKey::hmacSha1, SigningKey.hmacSha1(SigningKey.decoySecret()));
        this.clock = clock;
    }

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public String allowedMethods() {
        return "GET, POST";
    }

    @Override
    public WebhookAnswer accepted() {
        return EMPTY_TWIML;
    }

    @Override
    public WebhookAnswer ignored() {
        return EMPTY_TWIML;
    }

    @Override
    public WebhookReading read(WebhookRequest request) {
        return switch (request.method()) {
            case "GET" -> readQuery(request);
            case "POST" -> readBody(request);
            default -> new Refused(Refusal.METHOD_NOT_ALLOWED);
        };
    }

    @Override
    public Rehearsal rehearse(SampleText text) {
        return Rehearsal.of(
                keys.configured(text.tenant()),
                "twilio.auth-tokens",
                (secret, key) -> TwilioSample.call(secret, key, text),
                true,
                false);
    }

    private WebhookReading readQuery(WebhookRequest request) {
        return isSigned(request, "")
                ? parameters(request.queryBytes())
                        .map(query -> toReading(query::only))
                        .orElse(tooMany())
                : new Refused(Refusal.BAD_SIGNATURE);
    }

    private WebhookReading readBody(WebhookRequest request) {
        if (request.hasContentType(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            return parameters(request.body())
                    .map(form -> readForm(request, form))
                    .orElse(tooMany());
        }
        if (request.hasContentType(MediaType.APPLICATION_JSON_VALUE)) {
            return readJson(request);
        }
        return new Refused(Refusal.UNSUPPORTED_CONTENT);
    }

    private WebhookReading readForm(WebhookRequest request, FormParameters form) {
        return isSigned(request, TwilioSignature.signedText(form))
                ? toReading(form::only)
                : new Refused(Refusal.BAD_SIGNATURE);
    }

    /** Only the URL of a JSON call is signed; it vouches for the body by carrying its hash, or not at all. */
    private WebhookReading readJson(WebhookRequest request) {
        Optional<String> hash = parameters(request.queryBytes()).flatMap(query -> query.only(BODY_HASH));
        boolean isSigned = isSigned(request, "");
        if (hash.isEmpty() || !isSigned || !Sha256.isHexOf(request.body(), hash.get())) {
            return new Refused(Refusal.BAD_SIGNATURE);
        }
        return JsonFields.parse(request.body())
                .map(fields -> toReading(fields::textOrNumber))
                .orElse(malformed());
    }

    private WebhookReading toReading(Function<String, Optional<String>> parameters) {
        return isOfASentText(parameters) ? status(parameters) : text(parameters);
    }

    private static boolean isOfASentText(Function<String, Optional<String>> parameters) {
        return status(parameters, "MessageStatus")
                .or(() -> status(parameters, "SmsStatus"))
                .filter(status -> SENT_STATUSES.contains(status)
                        || (!RECEIVED_STATUSES.contains(status)
                                && parameters.apply("Body").isEmpty()))
                .isPresent();
    }

    private static Optional<String> status(Function<String, Optional<String>> parameters, String name) {
        return parameters.apply(name).filter(value -> !value.isEmpty()).map(value -> value.toLowerCase(Locale.ROOT));
    }

    /** Here the person is the receiver, and the sender is ours. */
    private WebhookReading status(Function<String, Optional<String>> parameters) {
        if (parameters.apply("ErrorCode").filter(RECIPIENT_OPTED_OUT::equals).isEmpty()) {
            return Verified.NOTHING;
        }
        Optional<String> id = parameters.apply("MessageSid").filter(InboundText::isMessageId);
        Optional<String> number = parameters.apply("To").filter(value -> !value.isEmpty());
        Optional<String> sender = parameters.apply("From").filter(value -> !value.isEmpty());
        if (id.isEmpty() || number.isEmpty() || sender.isEmpty()) {
            return malformed();
        }
        return Verified.of(new BlockedNumber(
                name(),
                id.get(),
                number.get(),
                sender.get(),
                BlockedNumber.Cause.OPTED_OUT,
                RECIPIENT_OPTED_OUT,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                TimeSource.GREENLIGHT));
    }

    private WebhookReading text(Function<String, Optional<String>> parameters) {
        Optional<String> id = parameters.apply("MessageSid").filter(InboundText::isMessageId);
        Optional<String> from = parameters.apply("From").filter(value -> !value.isEmpty());
        Optional<String> to = parameters.apply("To").filter(value -> !value.isEmpty());
        Optional<String> body = parameters.apply("Body");
        if (id.isEmpty() || from.isEmpty() || to.isEmpty() || body.isEmpty()) {
            return malformed();
        }
        Optional<String> optOutType = parameters.apply("OptOutType").filter(value -> !value.isEmpty());
        return Verified.of(new InboundText(
                name(),
                id.get(),
                from.get(),
                to.get(),
                body.get(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                TimeSource.GREENLIGHT,
                optOutType.map(TwilioGateway::hint).orElse(GatewayHint.NONE),
                optOutType.isPresent()));
    }

    private boolean isSigned(WebhookRequest request, String signedText) {
        String signature = request.headers().first(TwilioSignature.HEADER);
        return signature != null
                && TwilioSignature.isRight(signature, keys.of(request.tenant()), request.url(), signedText);
    }

    private static GatewayHint hint(String optOutType) {
        return switch (optOutType.toUpperCase(Locale.ROOT)) {
            case "STOP" -> GatewayHint.STOP;
            case "START" -> GatewayHint.START;
            case "HELP" -> GatewayHint.HELP;
            default -> GatewayHint.NONE;
        };
    }

    private static Optional<FormParameters> parameters(byte[] form) {
        return FormParameters.parse(form, MOST_PARAMETERS);
    }

    private static WebhookReading tooMany() {
        return new Refused(Refusal.TOO_MANY_PARAMETERS);
    }

    private static WebhookReading malformed() {
        return new Refused(Refusal.MALFORMED);
    }
}

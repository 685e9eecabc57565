package dev.greenlight.smsinbound.webhook.gateway.plivo;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.PhoneNumber;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.FormParameters;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;

/**
 * Plivo's webhook for inbound texts and for what became of outbound ones.
 *
 * <p>Plivo writes numbers without their plus sign and does not say when it received a text, so our clock does. It joins
 * long texts itself.
 */
public final class PlivoGateway implements SmsGateway, Rehearsable {

    private static final int MOST_PARAMETERS = 1_000;

    /** The person said stop to this sender. */
    private static final String BLOCKED_BY_STOP = "200";

    private static final WebhookAnswer NO_REPLY = WebhookAnswer.of(
            new MediaType("application", "xml", StandardCharsets.UTF_8),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");

    private final TenantSecrets<SigningKey> keys;
    private final Set<String> tenantsThatAllowV2;
    private final Clock clock;

    /**
     * @param authTokensByTenant several while a token is being replaced
     * @param tenantsThatAllowV2 who take calls whose signature does not cover what they say
     */
    public PlivoGateway(Map<String, List<String>> authTokensByTenant, Set<String> tenantsThatAllowV2, Clock clock) {
        this.keys = new TenantSecrets<>(
                authTokensByTenant, SigningKey::hmacSha256, SigningKey.hmacSha256(SigningKey.decoySecret()));
        this.tenantsThatAllowV2 = Set.copyOf(tenantsThatAllowV2);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "plivo";
    }

    @Override
    public String allowedMethods() {
        return "GET, POST";
    }

    @Override
    public WebhookAnswer accepted() {
        return NO_REPLY;
    }

    @Override
    public WebhookAnswer ignored() {
        return NO_REPLY;
    }

    @Override
    public WebhookReading read(WebhookRequest request) {
        boolean isGet = request.method().equals("GET");
        if (!isGet && !request.method().equals("POST")) {
            return new Refused(Refusal.METHOD_NOT_ALLOWED);
        }
        if (!isGet && !request.hasContentType(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            return new Refused(Refusal.UNSUPPORTED_CONTENT);
        }
        Optional<FormParameters> query = FormParameters.parse(request.queryBytes(), MOST_PARAMETERS);
        Optional<FormParameters> form = FormParameters.parse(isGet ? new byte[0] : request.body(), MOST_PARAMETERS);
        if (query.isEmpty() || form.isEmpty()) {
            return new Refused(Refusal.TOO_MANY_PARAMETERS);
        }
        boolean signed = PlivoSignature.isRight(
                request.headers(),
                keys.of(request.tenant()),
                base(request.url()),
                query.get(),
                form.get(),
                tenantsThatAllowV2.contains(request.tenant()));
        if (!signed) {
            return new Refused(Refusal.BAD_SIGNATURE);
        }
        FormParameters parameters = isGet ? query.get() : form.get();
        return (isReport(parameters) ? report(parameters) : text(parameters)).orElse(new Refused(Refusal.MALFORMED));
    }

    @Override
    public Rehearsal rehearse(SampleText text) {
        return Rehearsal.of(
                keys.configured(text.tenant()),
                "plivo.auth-tokens",
                (secret, key) -> PlivoSample.call(secret, key, text.withoutPlusSigns()),
                true,
                false);
    }

    private Optional<WebhookReading> text(FormParameters parameters) {
        Optional<String> id = parameters.only("MessageUUID").filter(InboundText::isMessageId);
        Optional<String> from = number(parameters, "From");
        Optional<String> to = number(parameters, "To");
        Optional<String> body = body(parameters);
        if (id.isEmpty() || from.isEmpty() || to.isEmpty() || body.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> intent = parameters.only("MessageIntent").filter(value -> !value.isBlank());
        return Optional.of(Verified.of(new InboundText(
                name(),
                id.get(),
                from.get(),
                to.get(),
                body.get(),
                now(),
                TimeSource.GREENLIGHT,
                intent.map(PlivoGateway::hint).orElse(GatewayHint.NONE),
                intent.isPresent())));
    }

    private Optional<WebhookReading> report(FormParameters parameters) {
        if (parameters.only("ErrorCode").filter(BLOCKED_BY_STOP::equals).isEmpty()) {
            return Optional.of(Verified.NOTHING);
        }
        Optional<String> id = parameters.only("MessageUUID").filter(InboundText::isMessageId);
        Optional<String> sender = number(parameters, "From");
        Optional<String> number = number(parameters, "To");
        if (id.isEmpty() || sender.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Verified.of(new BlockedNumber(
                name(),
                id.get(),
                number.get(),
                sender.get(),
                BlockedNumber.Cause.OPTED_OUT,
                BLOCKED_BY_STOP,
                now(),
                TimeSource.GREENLIGHT)));
    }

    private static boolean isReport(FormParameters parameters) {
        return parameters.has("Status") && !parameters.has("Text") && !parameters.has("Body");
    }

    /** The words of a picture message have another name, and may be missing. */
    private static Optional<String> body(FormParameters parameters) {
        if (parameters.has("Text")) {
            return parameters.only("Text");
        }
        boolean isPicture = parameters.only("Type").filter("mms"::equals).isPresent();
        return isPicture && !parameters.has("Body") ? Optional.of("") : parameters.only("Body");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Optional<String> number(FormParameters parameters, String name) {
        return parameters.only(name).filter(value -> !value.isEmpty()).map(PhoneNumber::withPlus);
    }

    private static GatewayHint hint(String intent) {
        return switch (intent.toLowerCase(Locale.ROOT)) {
            case "optout" -> GatewayHint.STOP;
            case "optin" -> GatewayHint.START;
            case "help" -> GatewayHint.HELP;
            default -> GatewayHint.NONE;
        };
    }

    private static String base(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}

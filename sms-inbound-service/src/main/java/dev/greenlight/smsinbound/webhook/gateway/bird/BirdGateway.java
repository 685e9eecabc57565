package dev.greenlight.smsinbound.webhook.gateway.bird;

import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.PhoneNumber;
import dev.greenlight.smsinbound.webhook.FormParameters;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.http.MediaType;

/**
 * Bird's webhook for the events of channels, and MessageBird's for inbound texts.
 *
 * <p>MessageBird's reports of outbound texts do not name the sender that a block would hold for, so they tell nothing.
 */
public final class BirdGateway implements SmsGateway, Rehearsable {

    private static final int MOST_PARAMETERS = 1_000;
    private static final WebhookAnswer OK = WebhookAnswer.of(MediaType.TEXT_PLAIN, "OK");

    private final TenantSecrets<BirdKey> keys;
    private final Set<String> tenantsThatAllowLegacy;
    private final Map<String, Map<String, String>> numbersOfChannelsByTenant;
    private final Clock clock;

    private record BirdKey(HmacJwt.Key ofTokens, SigningKey ofSignatures) {

        static BirdKey of(String secret) {
            return new BirdKey(HmacJwt.Key.anySha2(secret), SigningKey.hmacSha256(secret));
        }
    }

    /**
     * @param signingKeysByTenant several while a key is being replaced
     * @param tenantsThatAllowLegacy who take calls whose signature does not cover the address
     * @param numbersOfChannelsByTenant by the id of a channel, the number or short code that it receives texts on
     */
    public BirdGateway(
            Map<String, List<String>> signingKeysByTenant,
            Set<String> tenantsThatAllowLegacy,
            Map<String, Map<String, String>> numbersOfChannelsByTenant,
            Clock clock) {
        this.keys = new TenantSecrets<>(signingKeysByTenant, BirdKey::of, BirdKey.of(SigningKey.decoySecret()));
        this.tenantsThatAllowLegacy = Set.copyOf(tenantsThatAllowLegacy);
        this.numbersOfChannelsByTenant = Map.copyOf(numbersOfChannelsByTenant);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "bird";
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
    public WebhookReading read(WebhookRequest request) {
        boolean isGet = request.method().equals("GET");
        boolean isForm = !isGet && request.hasContentType(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
        if (!isGet && !request.method().equals("POST")) {
            return new Refused(Refusal.METHOD_NOT_ALLOWED);
        }
        if (!isGet && !isForm && !request.hasContentType(MediaType.APPLICATION_JSON_VALUE)) {
            return new Refused(Refusal.UNSUPPORTED_CONTENT);
        }
        Instant now = clock.instant();
        if (!isSigned(request, now)) {
            return new Refused(Refusal.BAD_SIGNATURE);
        }
        if (isForm && isJson(request.body())) {
            return malformed();
        }
        if (isGet || isForm) {
            return FormParameters.parse(isGet ? request.queryBytes() : request.body(), MOST_PARAMETERS)
                    .map(parameters -> text(parameters::only, now).orElse(malformed()))
                    .orElse(new Refused(Refusal.TOO_MANY_PARAMETERS));
        }
        return JsonFields.parse(request.body())
                .flatMap(call -> call.has("payload") && call.has("event")
                        ? channelEvent(request.tenant(), call, now)
                        : text(call::textOrNumber, now))
                .orElse(malformed());
    }

    @Override
    public Rehearsal rehearse(SampleText text) {
        return Rehearsal.of(
                keys.configured(text.tenant()),
                "bird.signing-keys",
                (secret, key) -> BirdSample.call(secret, key.ofSignatures(), text),
                true,
                true);
    }

    private boolean isSigned(WebhookRequest request, Instant now) {
        List<BirdKey> ofTenant = keys.of(request.tenant());
        if (request.headers().first(BirdToken.HEADER) != null) {
            return BirdToken.isRight(
                    request, ofTenant.stream().map(BirdKey::ofTokens).toList(), now);
        }
        return BirdSignature.isRight(
                request,
                ofTenant.stream().map(BirdKey::ofSignatures).toList(),
                tenantsThatAllowLegacy.contains(request.tenant()),
                now);
    }

    /** The type of the content is not signed: as a form, what a person wrote in a text could pass for parameters. */
    private static boolean isJson(byte[] body) {
        for (byte b : body) {
            if (b < 0 || b > ' ') {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    /** MessageBird's call; a text to a short code has other names for almost everything. */
    private Optional<WebhookReading> text(Function<String, Optional<String>> parameters, Instant now) {
        Optional<String> shortCode = parameters.apply("shortcode");
        Optional<String> body = shortCode.isPresent()
                ? parameters.apply("message")
                : parameters.apply("body").or(() -> parameters.apply("payload"));
        if (body.isEmpty() && parameters.apply("status").isPresent()) {
            return Optional.of(Verified.NOTHING);
        }
        return text(
                shortCode.isPresent() ? parameters.apply("mid") : parameters.apply("id"),
                parameters.apply("originator"),
                shortCode.or(() -> parameters.apply("recipient")),
                body,
                parameters.apply("createdDatetime"),
                now);
    }

    private Optional<WebhookReading> channelEvent(String tenant, JsonFields call, Instant now) {
        if (call.text("event").filter("sms.inbound"::equals).isEmpty()) {
            return Optional.of(Verified.NOTHING);
        }
        return call.object("payload").flatMap(message -> {
            Optional<String> from = message.object("sender")
                    .flatMap(sender -> sender.object("contact"))
                    .flatMap(contact -> contact.text("identifierValue"));
            Optional<String> body = message.object("body").map(BirdGateway::words);
            return text(message.text("id"), from, receiver(tenant, message), body, message.text("createdAt"), now);
        });
    }

    /** The text, or what was written beside a picture or a file; empty where nothing was. */
    private static String words(JsonFields content) {
        return Stream.of("text", "image", "file")
                .flatMap(type -> content.object(type).stream())
                .flatMap(part -> part.text("text").stream())
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** As configured for the channel; Bird does not name the number of every channel. */
    private Optional<String> receiver(String tenant, JsonFields message) {
        Map<String, String> ofChannels = numbersOfChannelsByTenant.getOrDefault(tenant, Map.of());
        return message.text("channelId")
                .map(ofChannels::get)
                .or(() -> message.object("receiver")
                        .flatMap(receiver -> receiver.object("connector"))
                        .flatMap(connector -> connector.text("identifierValue")));
    }

    private Optional<WebhookReading> text(
            Optional<String> id,
            Optional<String> from,
            Optional<String> to,
            Optional<String> body,
            Optional<String> receivedAt,
            Instant now) {
        Optional<String> messageId = id.filter(InboundText::isMessageId);
        Optional<String> sender = from.filter(value -> !value.isEmpty());
        Optional<String> receiver = to.filter(value -> !value.isEmpty());
        if (messageId.isEmpty() || sender.isEmpty() || receiver.isEmpty() || body.isEmpty()) {
            return Optional.empty();
        }
        ReceiveTime received = ReceiveTime.of(receivedAt.flatMap(ReceiveTime::parse), now);
        return Optional.of(Verified.of(new InboundText(
                name(),
                messageId.get(),
                PhoneNumber.withPlus(sender.get()),
                PhoneNumber.withPlus(receiver.get()),
                body.get(),
                received.at(),
                received.source(),
                GatewayHint.NONE,
                false)));
    }

    private static WebhookReading malformed() {
        return new Refused(Refusal.MALFORMED);
    }
}

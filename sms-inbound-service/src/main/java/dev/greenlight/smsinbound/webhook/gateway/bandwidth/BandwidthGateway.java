package dev.greenlight.smsinbound.webhook.gateway.bandwidth;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Bandwidth's webhook for messages.
 *
 * <p>Calls are not signed: a name and a password that only Bandwidth and we know prove them. One call may tell several
 * events. An event that cannot be read does not keep the others from being taken in; Bandwidth is asked to call again all
 * the same, because it may be a STOP.
 */
public final class BandwidthGateway implements SmsGateway, Rehearsable {

    private static final WebhookAnswer OK = WebhookAnswer.of(MediaType.APPLICATION_JSON, "{}");
    private static final HttpHeaders CHALLENGE = challenge();

    /** The carrier refused the text because the person said stop to this sender. */
    private static final String USER_OPTED_OUT = "4775";

    /** The number is on the carriers' list of deactivated ones. */
    private static final String NUMBER_DEACTIVATED = "4721";

    private final TenantSecrets<BandwidthUser> users;
    private final Clock clock;

    /**
     * @param usersByTenant several while one is being replaced
     */
    public BandwidthGateway(Map<String, List<BandwidthUser>> usersByTenant, Clock clock) {
        this.users = new TenantSecrets<>(
                usersByTenant, Function.identity(), new BandwidthUser("nobody", SigningKey.decoySecret()));
        this.clock = clock;
    }

    @Override
    public String name() {
        return "bandwidth";
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
        return HttpStatus.UNAUTHORIZED;
    }

    @Override
    public HttpHeaders unverifiedHeaders() {
        return CHALLENGE;
    }

    @Override
    public WebhookReading read(WebhookRequest request) {
        if (!request.method().equals("POST")) {
            return new Refused(Refusal.METHOD_NOT_ALLOWED);
        }
        if (!request.hasContentType(MediaType.APPLICATION_JSON_VALUE)) {
            return new Refused(Refusal.UNSUPPORTED_CONTENT);
        }
        if (!isFromBandwidth(request)) {
            return new Refused(Refusal.BAD_SIGNATURE);
        }
        return JsonFields.parseArray(request.body()).map(this::told).orElse(new Refused(Refusal.MALFORMED));
    }

    @Override
    public Rehearsal rehearse(SampleText text) {
        return Rehearsal.of(
                users.configured(text.tenant()),
                "bandwidth.users",
                (secret, user) -> BandwidthSample.call(secret, user, text),
                false,
                false);
    }

    private boolean isFromBandwidth(WebhookRequest request) {
        String authorization = request.headers().first(HttpHeaders.AUTHORIZATION);
        boolean known = false;
        for (BandwidthUser user : users.of(request.tenant())) {
            known |= user.isNamedIn(authorization);
        }
        return known;
    }

    private WebhookReading told(List<JsonFields> events) {
        Instant now = clock.instant();
        List<InboundEvent> readable = new ArrayList<>();
        boolean unreadable = false;
        for (JsonFields event : events) {
            String type = event.text("type").orElse("");
            if (type.equals("message-received")) {
                unreadable |= text(event, now).map(readable::add).isEmpty();
            } else if (type.equals("message-failed")) {
                Optional<BlockedNumber.Cause> cause =
                        event.textOrNumber("errorCode").flatMap(BandwidthGateway::cause);
                unreadable |= cause.isPresent()
                        && cause.flatMap(known -> report(event, known, now))
                                .map(readable::add)
                                .isEmpty();
            } else {
                unreadable |= type.isEmpty();
            }
        }
        return readable.isEmpty() && unreadable ? new Refused(Refusal.MALFORMED) : new Verified(readable, !unreadable);
    }

    private Optional<InboundText> text(JsonFields event, Instant now) {
        Optional<JsonFields> message = event.object("message");
        Optional<String> id = id(message);
        Optional<String> from = message.flatMap(fields -> fields.text("from")).filter(value -> !value.isEmpty());
        Optional<String> to = owner(message).or(() -> event.text("to")).filter(value -> !value.isEmpty());
        if (id.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        ReceiveTime received = time(event, now);
        return Optional.of(new InboundText(
                name(),
                id.get(),
                from.get(),
                to.get(),
                message.flatMap(fields -> fields.text("text")).orElse(""), // there is none in a mere picture
                received.at(),
                received.source(),
                GatewayHint.NONE,
                false));
    }

    private Optional<BlockedNumber> report(JsonFields event, BlockedNumber.Cause cause, Instant now) {
        Optional<JsonFields> message = event.object("message");
        Optional<String> id = id(message);
        Optional<String> number = event.text("to").filter(value -> !value.isEmpty());
        Optional<String> sender = owner(message);
        if (id.isEmpty() || number.isEmpty() || sender.isEmpty()) {
            return Optional.empty();
        }
        ReceiveTime reported = time(event, now);
        return Optional.of(new BlockedNumber(
                name(),
                id.get(),
                number.get(),
                sender.get(),
                cause,
                event.textOrNumber("errorCode").orElse(""),
                reported.at(),
                reported.source()));
    }

    private static Optional<BlockedNumber.Cause> cause(String code) {
        return switch (code) {
            case USER_OPTED_OUT -> Optional.of(BlockedNumber.Cause.OPTED_OUT);
            case NUMBER_DEACTIVATED -> Optional.of(BlockedNumber.Cause.DEACTIVATED);
            default -> Optional.empty();
        };
    }

    private static Optional<String> id(Optional<JsonFields> message) {
        return message.flatMap(fields -> fields.text("id")).filter(InboundText::isMessageId);
    }

    /** The number of ours that this copy of the message belongs to; a group text names several receivers. */
    private static Optional<String> owner(Optional<JsonFields> message) {
        return message.flatMap(fields -> fields.text("owner")).filter(value -> !value.isEmpty());
    }

    private static ReceiveTime time(JsonFields event, Instant now) {
        return ReceiveTime.of(event.text("time").flatMap(ReceiveTime::parse), now);
    }

    private static HttpHeaders challenge() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"greenlight\"");
        return HttpHeaders.readOnlyHttpHeaders(headers);
    }
}

package dev.greenlight.smsinbound.webhook.gateway.aws;

import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.ReceiveTime;
import dev.greenlight.smsinbound.webhook.Rehearsable;
import dev.greenlight.smsinbound.webhook.Rehearsal;
import dev.greenlight.smsinbound.webhook.SampleText;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.WebhookAnswer;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refused;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * AWS End User Messaging, whose texts come as notifications of an Amazon SNS topic.
 *
 * <p>Any AWS customer's topic is signed by the same certificate, so the topic has to be one of the tenant's: that is
 * looked at first, and nothing is fetched for any other. SNS gives up after a 4xx, so what
 * cannot be verified or read is answered 503.
 */
public final class AwsGateway implements SmsGateway, Rehearsable {

    /**
     * How old a message may be. SNS repeats for an hour at most, so that an hour alone would refuse its last repeat. A
     * message that is played again within it changes nothing: the text keeps its id and its time.
     */
    static final Duration OLDEST = Duration.ofMinutes(75);

    private static final WebhookAnswer OK = WebhookAnswer.of(MediaType.TEXT_PLAIN, "");
    private static final Logger log = LoggerFactory.getLogger(AwsGateway.class);

    private final Map<String, Map<String, SnsTopic>> topicsByTenant = new HashMap<>();
    private final SnsConnection connection;
    private final SnsCertificates certificates;
    private final Clock clock;

    /**
     * @param arnsByTenant of the topics that the tenant's texts come from
     * @param connection for certificates and confirmations
     * @param trust judges the chain of a certificate
     * @throws IllegalArgumentException for what is not the ARN of a topic
     */
    public AwsGateway(
            Map<String, List<String>> arnsByTenant,
            SnsConnection connection,
            Supplier<X509TrustManager> trust,
            Clock clock) {
        arnsByTenant.forEach((tenant, arns) -> topicsByTenant.put(
                tenant,
                arns.stream().distinct().collect(Collectors.toUnmodifiableMap(Function.identity(), SnsTopic::of))));
        this.connection = connection;
        this.certificates = new SnsCertificates(connection, trust);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "aws";
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
        // SNS says text/plain unless the subscription's delivery policy says otherwise
        if (!request.hasContentType(MediaType.TEXT_PLAIN_VALUE)
                && !request.hasContentType(MediaType.APPLICATION_JSON_VALUE)) {
            return new Refused(Refusal.UNSUPPORTED_CONTENT);
        }
        Optional<SnsMessage> message = JsonFields.parse(request.body()).flatMap(SnsMessage::of);
        Optional<SnsTopic> topic = message.flatMap(sent -> sent.text("TopicArn"))
                .map(topicsByTenant.getOrDefault(request.tenant(), Map.of())::get);
        if (message.isEmpty() || topic.isEmpty()) {
            return new Refused(Refusal.BAD_SIGNATURE);
        }
        try {
            return read(request.tenant(), topic.get(), message.get());
        } catch (IOException e) {
            log.warn("SNS could not be reached to verify or confirm a message for tenant {}", request.tenant());
            return new Refused(Refusal.GATEWAY_UNREACHABLE);
        }
    }

    @Override
    public Rehearsal rehearse(SampleText text) {
        int topics = topicsByTenant.getOrDefault(text.tenant(), Map.of()).size();
        return topics == 0
                ? new Rehearsal.NotConfigured()
                : new Rehearsal.OnlyTheGateway(
                        "Its " + topics + " topic ARN(s) are well formed. Only SNS can sign: look"
                                + " for \"the subscription to its topic was confirmed\" in the service's log, then text the number"
                                + " and watch greenlight_webhook_requests_total{gateway=\"aws\"}.");
    }

    private WebhookReading read(String tenant, SnsTopic topic, SnsMessage message) throws IOException {
        Instant now = clock.instant();
        Optional<Instant> sent =
                message.text("Timestamp").flatMap(ReceiveTime::parse).filter(at -> isInTime(at, now));
        if (sent.isEmpty() || !isSigned(topic, message, now)) {
            return new Refused(Refusal.BAD_SIGNATURE);
        }
        return switch (message.type()) {
            case NOTIFICATION -> notification(message, sent.get(), now);
            case SUBSCRIPTION_CONFIRMATION -> confirm(tenant, topic, message);
            case UNSUBSCRIBE_CONFIRMATION -> {
                log.warn("Tenant {} gets no more texts from AWS: the subscription to its topic was deleted", tenant);
                yield Verified.NOTHING;
            }
        };
    }

    private static boolean isInTime(Instant sent, Instant now) {
        return !sent.isBefore(now.minus(OLDEST)) && !sent.isAfter(now.plus(ReceiveTime.MOST_AHEAD));
    }

    private boolean isSigned(SnsTopic topic, SnsMessage message, Instant now) throws IOException {
        Optional<String> algorithm = message.text("SignatureVersion").flatMap(AwsGateway::algorithm);
        Optional<byte[]> signature = message.text("Signature").flatMap(AwsGateway::decoded);
        Optional<URI> address = message.text("SigningCertURL").flatMap(topic::certificateAddress);
        if (algorithm.isEmpty() || signature.isEmpty() || address.isEmpty()) {
            return false;
        }
        Optional<PublicKey> key = certificates.key(address.get(), topic.certificateNames(), now);
        return key.isPresent() && isSigned(message.signedText(), signature.get(), algorithm.get(), key.get());
    }

    private static boolean isSigned(String text, byte[] signature, String algorithm, PublicKey key) {
        try {
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Optional<String> algorithm(String version) {
        return switch (version) {
            case "1" -> Optional.of("SHA1withRSA");
            case "2" -> Optional.of("SHA256withRSA");
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private WebhookReading confirm(String tenant, SnsTopic topic, SnsMessage message) throws IOException {
        Optional<URI> address = message.text("SubscribeURL").flatMap(topic::confirmationAddress);
        if (address.isEmpty()) {
            return new Refused(Refusal.MALFORMED);
        }
        connection.get(address.get());
        log.info("Tenant {} gets its texts from AWS: the subscription to its topic was confirmed", tenant);
        return Verified.NOTHING;
    }

    /** What is not a text, such as an event about one that was sent, tells nothing. */
    private WebhookReading notification(SnsMessage message, Instant sent, Instant now) {
        return message.text("Message")
                .flatMap(text -> JsonFields.parse(text.getBytes(StandardCharsets.UTF_8)))
                .flatMap(fields -> fields.has("eventType") && !fields.has("inboundMessageId")
                        ? Optional.of(Verified.NOTHING)
                        : text(fields, sent, now).<WebhookReading>map(Verified::of))
                .orElse(new Refused(Refusal.MALFORMED));
    }

    private Optional<InboundText> text(JsonFields fields, Instant sent, Instant now) {
        Optional<String> id = fields.text("inboundMessageId").filter(InboundText::isMessageId);
        Optional<String> from = fields.text("originationNumber").filter(value -> !value.isEmpty());
        Optional<String> to = fields.text("destinationNumber").filter(value -> !value.isEmpty());
        Optional<String> body = fields.text("messageBody");
        if (id.isEmpty() || from.isEmpty() || to.isEmpty() || body.isEmpty()) {
            return Optional.empty();
        }
        ReceiveTime received = ReceiveTime.of(Optional.of(sent), now);
        return Optional.of(new InboundText(
                name(),
                id.get(),
                from.get(),
                to.get(),
                body.get(),
                received.at(),
                received.source(),
                GatewayHint.NONE,
                false));
    }
}

package dev.greenlight.smsinbound.webhook;

import dev.greenlight.smsinbound.domain.InboundEvent;
import dev.greenlight.smsinbound.domain.Tenants;
import dev.greenlight.smsinbound.intake.Intake;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refused;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the calls of gateways: read the raw request, let the gateway verify it, take the text in, answer. */
@RestController
public final class WebhookController {

    /** Bytes of a body. The longest text and all that gateways say about it take a tenth. */
    static final int LARGEST_BODY = 64 * 1024;

    /** For the whole of a body; the web server itself only limits the silence between two bytes. */
    private static final Duration SLOWEST_BODY = Duration.ofSeconds(5);

    /** Seconds. Gateways that look at the header come back soon; an outage of the log is meant to be short. */
    private static final String RETRY_AFTER = "5";

    private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

    private final SmsGateways gateways;
    private final Tenants tenants;
    private final Intake intake;
    private final PublicUrl publicUrl;
    private final WebhookMetrics metrics;

    public WebhookController(
            SmsGateways gateways, Tenants tenants, Intake intake, PublicUrl publicUrl, WebhookMetrics metrics) {
        this.gateways = gateways;
        this.tenants = tenants;
        this.intake = intake;
        this.publicUrl = publicUrl;
        this.metrics = metrics;
    }

    @RequestMapping("/webhooks/{gateway}/{tenant}")
    public ResponseEntity<?> receive(
            @PathVariable("gateway") String gatewayName,
            @PathVariable("tenant") String tenant,
            HttpServletRequest request) {
        Optional<SmsGateway> found = gateways.find(gatewayName);
        if (found.isEmpty()) {
            metrics.countUnknownGateway();
            return Problem.UNKNOWN_GATEWAY.response();
        }
        SmsGateway gateway = found.get();
        WebhookResult result = process(gateway, tenant, request);
        metrics.count(gateway, result);
        return answer(gateway, result);
    }

    private WebhookResult process(SmsGateway gateway, String tenant, HttpServletRequest request) {
        byte[] body;
        try {
            body = request.getContentLengthLong() > LARGEST_BODY ? null : body(request, SLOWEST_BODY);
        } catch (IOException e) {
            return WebhookResult.TOO_SLOW; // or gone, and then nobody hears the answer
        }
        if (body == null || body.length > LARGEST_BODY) {
            return WebhookResult.TOO_LARGE;
        }
        WebhookReading reading = gateway.read(rawRequest(tenant, request, body));
        return reading instanceof Verified verified
                ? takeIn(tenant, verified)
                : refused(tenant, ((Refused) reading).reason());
    }

    /** Reads on while bytes come, but not for ever: who sends one now and then would keep a connection for days. */
    static byte[] body(HttpServletRequest request, Duration slowest) throws IOException {
        long giveUpAt = System.nanoTime() + slowest.toNanos();
        InputStream sent = request.getInputStream();
        int announced = request.getContentLength();
        byte[] body = new byte[announced < 0 ? LARGEST_BODY + 1 : announced];
        int length = 0;
        int read = sent.read(body, 0, body.length);
        while (read > 0) {
            length += read;
            if (System.nanoTime() > giveUpAt) {
                throw new IOException("The body came too slowly");
            }
            read = sent.read(body, length, body.length - length);
        }
        return length == body.length ? body : Arrays.copyOf(body, length);
    }

    private WebhookResult refused(String tenant, Refusal reason) {
        return switch (reason) {
            case GATEWAY_UNREACHABLE -> WebhookResult.GATEWAY_UNREACHABLE;
            case INCOMPLETE -> WebhookResult.INCOMPLETE;
            case BAD_SIGNATURE -> tenants.has(tenant) ? WebhookResult.BAD_SIGNATURE : WebhookResult.UNKNOWN_TENANT;
            case MALFORMED -> WebhookResult.MALFORMED;
            case METHOD_NOT_ALLOWED -> WebhookResult.METHOD_NOT_ALLOWED;
            case TOO_MANY_PARAMETERS -> WebhookResult.TOO_LARGE;
            case UNSUPPORTED_CONTENT -> WebhookResult.UNSUPPORTED_CONTENT;
        };
    }

    /** The worst of what became of the events: a call that is delivered again does no harm, a lost text does. */
    private WebhookResult takeIn(String tenant, Verified call) {
        WebhookResult worst = WebhookResult.NOTHING_TOLD;
        for (InboundEvent event : call.events()) {
            WebhookResult result = takeIn(tenant, event);
            if (result == WebhookResult.LOG_UNAVAILABLE) {
                return result; // the next would only wait as long
            }
            worst = result.compareTo(worst) > 0 ? result : worst;
        }
        return call.isWhole() ? worst : WebhookResult.MALFORMED;
    }

    private WebhookResult takeIn(String tenant, InboundEvent event) {
        return switch (intake.take(tenant, event)) {
            case PUBLISHED -> WebhookResult.ACCEPTED;
            case MEANINGLESS -> WebhookResult.IGNORED;
            case NO_PHONE_NUMBER -> WebhookResult.IGNORED_SENDER;
            case LOG_UNAVAILABLE -> WebhookResult.LOG_UNAVAILABLE;
            case NOT_OWNED -> {
                log.warn("Tenant {} got a signed text for a number that is not configured as its own", tenant);
                yield WebhookResult.NOT_OWNED;
            }
        };
    }

    private ResponseEntity<?> answer(SmsGateway gateway, WebhookResult result) {
        return switch (result) {
            case ACCEPTED -> gateway.accepted().response();
            case NOTHING_TOLD, IGNORED, IGNORED_SENDER -> gateway.ignored().response();
            case BAD_SIGNATURE, UNKNOWN_TENANT, NOT_OWNED ->
                Problem.UNVERIFIED.response(gateway.unverifiedStatus(), gateway.unverifiedHeaders());
            case GATEWAY_UNREACHABLE ->
                Problem.GATEWAY_UNREACHABLE.response(header(HttpHeaders.RETRY_AFTER, RETRY_AFTER));
            case INCOMPLETE -> Problem.INCOMPLETE.response(header(HttpHeaders.RETRY_AFTER, RETRY_AFTER));
            case LOG_UNAVAILABLE -> Problem.LOG_UNAVAILABLE.response(header(HttpHeaders.RETRY_AFTER, RETRY_AFTER));
            case MALFORMED -> Problem.MISSING_FIELDS.response(gateway.malformedStatus(), HttpHeaders.EMPTY);
            case METHOD_NOT_ALLOWED ->
                Problem.METHOD_NOT_ALLOWED.response(header(HttpHeaders.ALLOW, gateway.allowedMethods()));
            case TOO_LARGE -> Problem.TOO_LARGE.response();
            case TOO_SLOW -> Problem.REQUEST_TIMEOUT.response(retryAndClose());
            case UNKNOWN_GATEWAY -> Problem.UNKNOWN_GATEWAY.response();
            case UNSUPPORTED_CONTENT -> Problem.UNSUPPORTED_CONTENT.response();
        };
    }

    private WebhookRequest rawRequest(String tenant, HttpServletRequest request, byte[] body) {
        return new WebhookRequest(
                tenant, request.getMethod(), publicUrl.of(request), request.getQueryString(), request::getHeader, body);
    }

    private static HttpHeaders retryAndClose() {
        HttpHeaders headers = header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        headers.set(HttpHeaders.CONNECTION, "close");
        return headers;
    }

    private static HttpHeaders header(String name, String value) {
        var headers = new HttpHeaders();
        headers.set(name, value);
        return headers;
    }
}

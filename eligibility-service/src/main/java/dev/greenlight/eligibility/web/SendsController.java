package dev.greenlight.eligibility.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.check.MessageSent;
import dev.greenlight.eligibility.topology.SendsPublisher;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes down what campaign engines have sent, for the limits on how many texts a person may get. */
@RestController
final class SendsController {

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);
    private static final Pattern MESSAGE_ID = Pattern.compile("[!-~]{1,128}");

    private final SendsPublisher publisher;
    private final JsonMapper json;
    private final Clock clock;

    SendsController(SendsPublisher publisher, JsonMapper json, Clock clock) {
        this.publisher = publisher;
        this.json = json;
        this.clock = clock;
    }

    /** The body of a request. */
    record Sends(@Nullable List<@Nullable Item> items) {}

    /** One message. */
    record Item(
            @Nullable String address,
            @Nullable String audience,
            @Nullable String sentAt,
            @Nullable String messageId) {}

    /** What became of it; error is null where it was taken down. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(boolean accepted, @Nullable String error) {}

    /** One result for each message, in their order. */
    record Answer(List<Result> results) {}

    @PostMapping(path = "/v1/tenants/{tenant}/sends", consumes = MediaType.APPLICATION_JSON_VALUE)
    Answer report(@PathVariable String tenant, Authentication caller, HttpServletRequest request) throws IOException {
        TenantAccess.require(caller, tenant);
        if (!TopicKeys.isTenant(tenant)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        Sends sends = read(request);
        if (sends.items() == null || sends.items().isEmpty() || sends.items().size() > CheckRequest.MOST_ITEMS) {
            throw new ProblemException(Problem.BAD_SENDS);
        }
        Instant latest = clock.instant().plus(CLOCKS_DIFFER_BY);
        var results = new ArrayList<Result>(sends.items().size());
        var counted = new ArrayList<Map.Entry<String, MessageSent>>();
        for (Item item : sends.items()) {
            results.add(take(item, latest, counted));
        }
        if (!publisher.publish(tenant, counted)) {
            throw new ProblemException(Problem.NOT_TAKEN);
        }
        return new Answer(results);
    }

    private Sends read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(CheckController.MOST_BYTES + 1);
        if (body.length > CheckController.MOST_BYTES) {
            throw new ProblemException(Problem.TOO_LARGE);
        }
        try {
            Sends sends = json.readValue(body, Sends.class);
            return sends == null ? new Sends(null) : sends;
        } catch (JacksonException e) {
            throw new ProblemException(Problem.BAD_SENDS);
        }
    }

    private static Result take(@Nullable Item item, Instant latest, List<Map.Entry<String, MessageSent>> counted) {
        if (item == null) {
            return refused("invalid-item");
        }
        Optional<String> address = item.address() == null ? Optional.empty() : Address.parse(item.address());
        if (address.isEmpty()) {
            return refused("bad-address");
        }
        Audience audience = item.audience() == null ? null : CheckRequest.AUDIENCES.get(item.audience());
        if (audience == null) {
            return refused("unknown-audience");
        }
        Instant sentAt = time(item.sentAt());
        if (sentAt == null || sentAt.isBefore(Instant.EPOCH) || sentAt.isAfter(latest)) {
            return refused("bad-sent-at");
        }
        if (item.messageId() == null || !MESSAGE_ID.matcher(item.messageId()).matches()) {
            return refused("bad-message-id");
        }
        if (audience == Audience.SMS_MARKETING) {
            counted.add(Map.entry(address.get(), new MessageSent(item.messageId(), sentAt)));
        }
        return new Result(true, null);
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Result refused(String error) {
        return new Result(false, error);
    }
}

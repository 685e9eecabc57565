package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.OptInAsk;
import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.consent.Reason;
import dev.greenlight.consent.mapping.OptInMapper;
import dev.greenlight.consent.mapping.OptInView;
import dev.greenlight.consent.publishing.CommandPublisher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Lets the office have a person asked to opt in. Nothing here opts anybody in. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/consents/sms/{number}/opt-in-requests")
final class OptInRequestController {

    static final int LONGEST_DISCLOSURE = 100;
    static final int LONGEST_EVIDENCE = 1_000;
    private static final String SOURCE = "source";
    private static final String DISCLOSURE = "disclosure";
    private static final String EVIDENCE = "evidence";

    private final CommandPublisher commands;
    private final JsonMapper json;
    private final Clock clock;

    OptInRequestController(CommandPublisher commands, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.json = json;
        this.clock = clock;
    }

    /** What was decided, the request, and where the number stands now. */
    record AnswerBody(String outcome, OptInRequestBody request, ConsentBody consent) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> open(
            @PathVariable String tenant,
            @PathVariable String number,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        ConsentController.checkNumber(number);
        CommandRequest headers = CommandRequest.of(request);
        Origin origin = origin(JsonFields.of(request, json), caller);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var ask = new OptInAsk(OptInMapper.eventId(headers.commandId()), headers.commandId(), origin, now);
        return CommandResponses.of(
                commands.ask(tenant, number, ask),
                ConsentController.path(tenant, number),
                decided -> answer(number, decided.outcome(), Objects.requireNonNull(decided.after()), now));
    }

    static Origin origin(JsonFields fields, Caller caller) {
        fields.allowOnly(Set.of(SOURCE, DISCLOSURE, EVIDENCE));
        OptInSource source = fields.choice(SOURCE, OptInSource.class);
        String disclosure = fields.text(DISCLOSURE, LONGEST_DISCLOSURE);
        String evidence = fields.text(EVIDENCE, LONGEST_EVIDENCE);
        fields.require(SOURCE);
        fields.check();
        return new Origin(
                Objects.requireNonNull(source),
                disclosure == null ? "" : disclosure,
                evidence == null ? "" : evidence,
                caller.name());
    }

    /** @throws ProblemException where the person may not be asked */
    static ResponseEntity<?> answer(String number, CommandOutcome outcome, OptInView view, Instant now) {
        Reason refusal = view.refusal();
        if (refusal != null) {
            throw new ProblemException(problemOf(refusal), retryAfter(view.retryAt(), now));
        }
        var request =
                OptInRequestBody.of(Objects.requireNonNull(view.request(), "decided, and nothing to show for it"));
        return ResponseEntity.status(outcome == CommandOutcome.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new AnswerBody(outcome.name(), request, ConsentBody.of(number, view.consent())));
    }

    static Problem problemOf(Reason refusal) {
        return switch (refusal) {
            case ALREADY_OPTED_OUT -> Problem.OPTED_OUT;
            case ALREADY_BLOCKED -> Problem.BLOCKED_AT_GATEWAY;
            case ALREADY_ON_HOLD -> Problem.ON_HOLD;
            case ALREADY_OPTED_IN -> Problem.ALREADY_OPTED_IN;
            case ASKED_TOO_OFTEN -> Problem.ASKED_TOO_OFTEN;
            case DECLINED_LATELY -> Problem.DECLINED_LATELY;
            default -> throw new IllegalStateException("Refused for a reason that refuses nothing");
        };
    }

    /** In whole seconds, rounded up: whoever waits so long is not refused for the same reason. */
    static @Nullable Duration retryAfter(@Nullable Instant retryAt, Instant now) {
        return retryAt == null
                ? null
                : Duration.between(now, retryAt).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    }
}

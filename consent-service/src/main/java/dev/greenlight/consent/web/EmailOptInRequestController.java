package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.domain.email.EmailCause;
import dev.greenlight.consent.domain.email.EmailRequest;
import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.web.EmailOptInLinks.Sealed;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/** Lets the office have a person asked by email to opt in to marketing email. Nothing here opts anybody in. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/consents/email/{email}/opt-in-requests")
final class EmailOptInRequestController {

    private final CommandPublisher commands;
    private final EmailOptInLinks links;
    private final JsonMapper json;
    private final Clock clock;

    EmailOptInRequestController(CommandPublisher commands, EmailOptInLinks links, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.links = links;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What was decided, and where the address stands now.
     *
     * @param request the latest; null where the repeated command was about something else
     */
    record AnswerBody(String outcome, @Nullable OptInRequestBody request, EmailConsentBody consent) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> open(
            @PathVariable String tenant,
            @PathVariable String email,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        String address = EmailAddresses.inPath(email);
        String commandId = CommandRequest.of(request).commandId();
        var origin = OptInRequestController.origin(JsonFields.of(request, json), caller);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // the link is not answered: the office must not be able to use it
        String link = links.linkFor(new Sealed(tenant, address, commandId, now));
        return CommandResponses.of(
                commands.ask(tenant, address, new EmailAct.Ask(commandId, now, origin, false), link),
                "/v1/tenants/" + tenant + "/consents/email/"
                        + UriUtils.encodePathSegment(address, StandardCharsets.UTF_8),
                decided -> answer(address, decided, now));
    }

    /** @throws ProblemException where the person may not be asked */
    private static ResponseEntity<?> answer(String address, Decided<EmailView> decided, Instant now) {
        EmailView view = Objects.requireNonNull(decided.after());
        EmailCause refusal = view.refusal();
        if (refusal != null) {
            throw new ProblemException(problemOf(refusal), OptInRequestController.retryAfter(view.retryAt(), now));
        }
        EmailRequest latest = view.consent().requests().latest();
        var body = new AnswerBody(
                decided.outcome().name(),
                latest == null ? null : OptInRequestBody.of(latest),
                EmailConsentBody.of(address, view, now));
        return ResponseEntity.status(decided.outcome() == CommandOutcome.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(body);
    }

    static Problem problemOf(EmailCause refusal) {
        return switch (refusal) {
            case ONLY_THE_PERSON_LIFTS -> Problem.ONLY_THE_PERSON_LIFTS;
            case COMPANY_SUPPRESSES -> Problem.SUPPRESSED;
            case ALREADY_OPTED_IN -> Problem.ALREADY_OPTED_IN;
            case DECLINED_LATELY -> Problem.DECLINED_LATELY;
            case ASKED_TOO_OFTEN -> Problem.ASKED_TOO_OFTEN;
            default -> throw new IllegalStateException("Refused for a cause that refuses nothing");
        };
    }
}

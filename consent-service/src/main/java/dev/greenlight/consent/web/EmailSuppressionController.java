package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.email.Authority;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.domain.email.EmailCause;
import dev.greenlight.consent.domain.email.SuppressionReason;
import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.topology.StateQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/** The suppression list of a company, one email address at a time. It concerns marketing email only. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/email-suppressions/{email}")
final class EmailSuppressionController {

    static final String REASON = "reason";
    static final String NOTE = "note";
    static final int LONGEST_NOTE = 1_000;
    private static final String ADMIN = "ADMIN";

    private final CommandPublisher commands;
    private final StateQueries queries;
    private final OwnerRouting routing;
    private final JsonMapper json;
    private final Clock clock;

    EmailSuppressionController(
            CommandPublisher commands, StateQueries queries, OwnerRouting routing, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.routing = routing;
        this.json = json;
        this.clock = clock;
    }

    /** What was decided, and what holds now. */
    record AnswerBody(String outcome, EmailSuppressionBody suppression) {}

    @GetMapping
    ResponseEntity<?> get(@PathVariable String tenant, @PathVariable String email, HttpServletRequest request) {
        String address = EmailAddresses.inPath(email);
        return routing.answer(
                queries.emailConsent(tenant, address),
                request,
                view -> ResponseEntity.ok(EmailSuppressionBody.of(address, Objects.requireNonNull(view))));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> suppress(
            @PathVariable String tenant,
            @PathVariable String email,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        String address = EmailAddresses.inPath(email);
        CommandRequest headers = CommandRequest.of(request);
        JsonFields fields = JsonFields.of(request, json).allowOnly(Set.of(REASON, NOTE));
        SuppressionReason reason = fields.choice(REASON, SuppressionReason.class);
        String note = fields.text(NOTE, LONGEST_NOTE);
        fields.require(REASON);
        fields.check();
        var act = new EmailAct.Suppress(headers.commandId(), now(), Objects.requireNonNull(reason));
        return decided(tenant, address, act, note == null ? "" : note, caller);
    }

    @DeleteMapping
    ResponseEntity<?> unsuppress(
            @PathVariable String tenant,
            @PathVariable String email,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        String address = EmailAddresses.inPath(email);
        CommandRequest headers = CommandRequest.of(request);
        return decided(
                tenant, address, new EmailAct.Lift(headers.commandId(), now(), authorityOf(request)), "", caller);
    }

    static Authority authorityOf(HttpServletRequest request) {
        return request.isUserInRole(ADMIN) ? Authority.ADMIN : Authority.OFFICE;
    }

    /** @return null where it was not refused */
    static @Nullable Problem problemOf(EmailView view) {
        EmailCause refusal = view.refusal();
        if (refusal == null) {
            return null;
        }
        return switch (refusal) {
            case ONLY_THE_PERSON_LIFTS -> Problem.ONLY_THE_PERSON_LIFTS;
            case ONLY_AN_ADMIN_LIFTS -> Problem.ONLY_AN_ADMIN_LIFTS;
            default -> throw new IllegalStateException("Refused for a cause that refuses nothing");
        };
    }

    private ResponseEntity<?> decided(String tenant, String address, EmailAct act, String note, Caller caller) {
        String lookAt = "/v1/tenants/" + tenant + "/email-suppressions/"
                + UriUtils.encodePathSegment(address, StandardCharsets.UTF_8);
        return CommandResponses.of(
                commands.ask(tenant, address, act, note, caller.name()), lookAt, result -> answer(address, result));
    }

    private static ResponseEntity<?> answer(String address, Decided<EmailView> decided) {
        EmailView view = Objects.requireNonNull(decided.after());
        Problem problem = problemOf(view);
        if (problem != null) {
            throw new ProblemException(problem);
        }
        return ResponseEntity.ok(new AnswerBody(decided.outcome().name(), EmailSuppressionBody.of(address, view)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

package dev.greenlight.consent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.greenlight.consent.domain.email.Authority;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.domain.email.SuppressionReason;
import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The suppression list of a company, many email addresses at a time. */
@RestController
@RequestMapping(path = "/v1/tenants/{tenant}", consumes = MediaType.APPLICATION_JSON_VALUE)
final class EmailSuppressionListController {

    private static final String REASON = EmailSuppressionController.REASON;
    private static final String NOTE = EmailSuppressionController.NOTE;

    private final CommandPublisher commands;
    private final JsonMapper json;
    private final Clock clock;

    EmailSuppressionListController(CommandPublisher commands, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.json = json;
        this.clock = clock;
    }

    /** One answer for each address, in their order. */
    record AnswersBody(List<RowAnswer> answers) {}

    /**
     * One address.
     *
     * @param email as it was sent
     * @param outcome what was decided, or REJECTED, ACCEPTED or UNAVAILABLE
     * @param problem why it was rejected, by the last part of a problem's type; null where it was not
     * @param errors what is wrong with the address
     * @param suppression what holds now; null where nothing was decided
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record RowAnswer(
            String email,
            String outcome,
            @Nullable String problem,
            List<FieldError> errors,
            @Nullable EmailSuppressionBody suppression) {

        static RowAnswer rejected(String email, Problem problem, List<FieldError> errors) {
            return new RowAnswer(email, "REJECTED", nameOf(problem), errors, null);
        }

        private static RowAnswer of(String email, String address, CommandResult<EmailView> result) {
            return switch (result) {
                case Decided<EmailView> decided -> {
                    EmailView view = Objects.requireNonNull(decided.after());
                    Problem problem = EmailSuppressionController.problemOf(view);
                    var now = EmailSuppressionBody.of(address, view);
                    yield problem == null
                            ? new RowAnswer(email, decided.outcome().name(), null, List.of(), now)
                            : new RowAnswer(email, "REJECTED", nameOf(problem), List.of(), now);
                }
                case Accepted<EmailView> accepted -> new RowAnswer(email, "ACCEPTED", null, List.of(), null);
                case Unavailable<EmailView> unavailable -> new RowAnswer(email, "UNAVAILABLE", null, List.of(), null);
            };
        }

        private static String nameOf(Problem problem) {
            return problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @PostMapping("/email-suppressions:suppress")
    AnswersBody suppress(
            @PathVariable String tenant, @AuthenticationPrincipal Caller caller, HttpServletRequest request)
            throws IOException {
        String commandId = CommandRequest.of(request).commandId();
        EmailListRequest list = EmailListRequest.of(request, json, Set.of(REASON, NOTE));
        SuppressionReason reason = list.fields().choice(REASON, SuppressionReason.class);
        list.fields().require(REASON);
        String note = note(list);
        var act = new EmailAct.Suppress(commandId, now(), Objects.requireNonNull(reason));
        return sendAll(tenant, list.emails(), act, note, caller);
    }

    @PostMapping("/email-suppressions:unsuppress")
    AnswersBody unsuppress(
            @PathVariable String tenant, @AuthenticationPrincipal Caller caller, HttpServletRequest request)
            throws IOException {
        String commandId = CommandRequest.of(request).commandId();
        EmailListRequest list = EmailListRequest.of(request, json, Set.of(NOTE));
        String note = note(list);
        Authority authority = EmailSuppressionController.authorityOf(request);
        return sendAll(tenant, list.emails(), new EmailAct.Lift(commandId, now(), authority), note, caller);
    }

    private static String note(EmailListRequest list) {
        String note = list.fields().text(NOTE, EmailSuppressionController.LONGEST_NOTE);
        list.fields().check();
        return note == null ? "" : note;
    }

    private AnswersBody sendAll(String tenant, List<String> emails, EmailAct act, String note, Caller caller) {
        List<CompletableFuture<RowAnswer>> underWay = new ArrayList<>();
        for (int i = 0; i < emails.size(); i++) {
            underWay.add(send(tenant, i, emails.get(i), act, note, caller));
        }
        return new AnswersBody(underWay.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<RowAnswer> send(
            String tenant, int place, String email, EmailAct act, String note, Caller caller) {
        return switch (EmailAddresses.read(email)) {
            case EmailReading.Refused refused ->
                CompletableFuture.completedFuture(RowAnswer.rejected(
                        email,
                        Problem.INVALID_FIELDS,
                        List.of(FieldError.inBody("emails[" + place + "]", refused.rule()))));
            case EmailReading.Address address ->
                commands.send(tenant, address.canonical(), act, note, caller.name())
                        .thenApply(result -> RowAnswer.of(email, address.canonical(), result));
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

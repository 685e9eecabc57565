package dev.greenlight.consent.web;

import dev.greenlight.consent.mapping.ConsentView;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Takes down that people have said stop by other means than a text. Nothing here undoes one. */
@RestController
final class OptOutController {

    private static final String CONSENTS = "/v1/tenants/{tenant}/consents/sms";
    private static final String OPT_OUTS = "optOuts";
    private static final int MOST_OPT_OUTS = 1_000;

    /** So many, each with the longest evidence in letters of three bytes. */
    private static final int LARGEST_BODY = 4 * 1024 * 1024;

    private final CommandPublisher commands;
    private final JsonMapper json;
    private final Clock clock;

    OptOutController(CommandPublisher commands, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.json = json;
        this.clock = clock;
    }

    /** What was decided, and where the number stands now. */
    record AnswerBody(String outcome, ConsentBody consent) {}

    /** What became of each, in the order in which they were sent. */
    record AnswersBody(List<OptOutAnswer> optOuts) {}

    @PostMapping(path = CONSENTS + "/{number}/opt-outs", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> record(
            @PathVariable String tenant,
            @PathVariable String number,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        ConsentController.checkNumber(number);
        CommandRequest headers = CommandRequest.of(request);
        Instant now = now();
        OptOutRequests.Said said = OptOutRequests.read(JsonFields.of(request, json), now);
        return CommandResponses.of(
                commands.ask(tenant, number, said.recorded(headers.commandId(), caller.name(), now)),
                ConsentController.path(tenant, number),
                decided -> answer(number, decided));
    }

    @PostMapping(path = CONSENTS + ":opt-out", consumes = MediaType.APPLICATION_JSON_VALUE)
    AnswersBody recordMany(
            @PathVariable String tenant, @AuthenticationPrincipal Caller caller, HttpServletRequest request)
            throws IOException {
        CommandRequest headers = CommandRequest.of(request);
        Instant now = now();
        JsonFields fields = JsonFields.of(request, json, LARGEST_BODY).allowOnly(Set.of(OPT_OUTS));
        fields.require(OPT_OUTS);
        List<JsonFields> each = fields.elements(OPT_OUTS, MOST_OPT_OUTS);
        fields.check();
        List<CompletableFuture<OptOutAnswer>> answers = new ArrayList<>(each.size());
        for (JsonFields one : each) {
            answers.add(send(tenant, one, headers.commandId() + ":" + answers.size(), caller, now));
        }
        return new AnswersBody(answers.stream().map(CompletableFuture::join).toList());
    }

    /** One that is wrong stops none of the others: each is a person who wants to be left alone. */
    private CompletableFuture<OptOutAnswer> send(
            String tenant, JsonFields fields, String commandId, Caller caller, Instant now) {
        String number = fields.text(OptOutRequests.NUMBER, 64);
        fields.require(OptOutRequests.NUMBER);
        if (number != null && !Addresses.isPhoneNumber(number)) {
            fields.add(OptOutRequests.NUMBER, Addresses.NUMBER_RULE);
        }
        OptOutRequests.Said said;
        try {
            said = OptOutRequests.readOneOfMany(fields, now);
        } catch (ProblemException e) {
            return CompletableFuture.completedFuture(OptOutAnswer.refused(e, e.errors()));
        }
        String checked = Objects.requireNonNull(number, "checked above");
        return commands.send(tenant, checked, said.recorded(commandId, caller.name(), now))
                .thenApply(result -> OptOutAnswer.of(checked, result));
    }

    static ResponseEntity<?> answer(String number, Decided<ConsentView> decided) {
        ConsentView after = Objects.requireNonNull(decided.after(), "decided, and nothing to show for it");
        return ResponseEntity.ok(new AnswerBody(decided.outcome().name(), ConsentBody.of(number, after)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.ReviewVerdict;
import dev.greenlight.consent.domain.consent.ReviewVerdict.Reading;
import dev.greenlight.consent.mapping.ConsentView;
import dev.greenlight.consent.mapping.ReviewView;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.topology.StateQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The texts that may be a revocation, and what people of the company read in them. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/reviews")
final class ReviewController {

    private static final int MOST_REVIEWS = 200;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_NOTE = 500;
    private static final String READING = "reading";
    private static final String TEXTS = "texts";
    private static final String NOTE = "note";

    private final CommandPublisher commands;
    private final StateQueries queries;
    private final OwnerRouting routing;
    private final JsonMapper json;
    private final Clock clock;

    ReviewController(
            CommandPublisher commands, StateQueries queries, OwnerRouting routing, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.routing = routing;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A page of numbers on hold, in the order of the numbers.
     *
     * @param nextCursor null after the last number
     */
    record ReviewsBody(List<ReviewView> reviews, @Nullable String nextCursor) {}

    /** What was decided, and where the number stands now. */
    record VerdictBody(String outcome, ConsentBody consent) {}

    @GetMapping
    ReviewsBody list(
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") String limit,
            HttpServletRequest request) {
        if (!cursor.isEmpty() && !Addresses.isPhoneNumber(cursor)) {
            throw ProblemException.of("cursor", "must be the nextCursor of an earlier answer");
        }
        int most = Limits.parse(limit, MOST_REVIEWS);
        // one more, to know whether there is another page
        List<ReviewView> all = new ArrayList<>(queries.reviewsHere(tenant, cursor, most + 1)
                .orElseThrow(() -> new ProblemException(Problem.NOT_READY)));
        if (OwnerRouting.isHop(request)) {
            return new ReviewsBody(all, null);
        }
        for (ReviewsBody others : routing.askEach(queries.othersWithReviews(), request, ReviewsBody.class)) {
            all.addAll(others.reviews());
        }
        all.sort(Comparator.comparing(ReviewView::number));
        List<ReviewView> page = all.subList(0, Math.min(most, all.size()));
        return new ReviewsBody(page, all.size() > most ? page.getLast().number() : null);
    }

    @PostMapping(path = "/{number}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> decide(
            @PathVariable String tenant,
            @PathVariable String number,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        ConsentController.checkNumber(number);
        CommandRequest headers = CommandRequest.of(request);
        JsonFields fields = JsonFields.of(request, json).allowOnly(Set.of(READING, TEXTS, NOTE));
        Reading reading = fields.choice(READING, Reading.class);
        List<String> texts = fields.texts(TEXTS, MOST_REVIEWS, LONGEST_ID);
        String note = fields.text(NOTE, LONGEST_NOTE);
        fields.require(READING);
        fields.require(TEXTS);
        fields.check();
        if (Objects.requireNonNull(texts).isEmpty()) {
            throw ProblemException.of(TEXTS, "must name at least one text");
        }
        var verdict = new ReviewVerdict(
                headers.commandId(),
                Set.copyOf(texts),
                Objects.requireNonNull(reading),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        CommandResult<ConsentView> result =
                commands.ask(headers.commandId(), tenant, number, verdict, note == null ? "" : note, caller.name());
        return CommandResponses.of(result, ConsentController.path(tenant, number), decided -> answer(number, decided));
    }

    private static ResponseEntity<?> answer(String number, Decided<ConsentView> decided) {
        CommandOutcome outcome = decided.outcome();
        return switch (outcome) {
            case NOT_FOUND -> throw new ProblemException(Problem.NOTHING_HELD);
            case OTHER_REVISION -> throw new ProblemException(Problem.MORE_TEXTS_HELD);
            case REFUSED -> throw new IllegalStateException("Nobody refuses a reading");
            case MERGED, SURVIVOR_NOT_FOUND, SURVIVOR_NOT_USABLE ->
                throw new IllegalStateException("Only customers are merged");
            case CREATED, UPDATED, UNCHANGED, REPEATED -> {
                ConsentView after = Objects.requireNonNull(decided.after(), "decided, and nothing to show for it");
                yield ResponseEntity.ok(new VerdictBody(outcome.name(), ConsentBody.of(number, after)));
            }
        };
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers a write with what the stream decided. */
final class CommandResponses {

    private CommandResponses() {}

    /**
     * @param lookAt the path where a decision that takes longer will be seen
     * @param noun under which the thing stands in the answer, such as {@code customer}
     * @param body what the answer says about it
     */
    static <T> ResponseEntity<?> of(
            CommandResult<T> result, String lookAt, String noun, Function<T, ?> body, ToLongFunction<T> revision) {
        return of(result, lookAt, decided -> decided(decided, noun, body, revision));
    }

    /**
     * @param lookAt the path where a decision that takes longer will be seen
     * @param answer to what was decided
     */
    static <T> ResponseEntity<?> of(
            CommandResult<T> result, String lookAt, Function<Decided<T>, ResponseEntity<?>> answer) {
        return switch (result) {
            case Accepted<T> accepted ->
                ResponseEntity.accepted().location(URI.create(lookAt)).build();
            case Unavailable<T> unavailable -> throw new ProblemException(Problem.LOG_UNAVAILABLE);
            case Decided<T> decided -> answer.apply(decided);
        };
    }

    private static <T> ResponseEntity<?> decided(
            Decided<T> decided, String noun, Function<T, ?> body, ToLongFunction<T> revision) {
        CommandOutcome outcome = decided.outcome();
        return switch (outcome) {
            case NOT_FOUND -> throw new ProblemException(Problem.NOT_FOUND);
            case OTHER_REVISION -> throw new ProblemException(Problem.OTHER_REVISION);
            case REFUSED -> throw new ProblemException(Problem.ADDRESS_ERASED);
            case MERGED -> throw new ProblemException(Problem.MERGED);
            case SURVIVOR_NOT_FOUND -> throw new ProblemException(Problem.SURVIVOR_NOT_FOUND);
            case SURVIVOR_NOT_USABLE -> throw new ProblemException(Problem.SURVIVOR_NOT_USABLE);
            case CREATED, UPDATED, UNCHANGED, REPEATED -> {
                T after = Objects.requireNonNull(decided.after(), "decided, and nothing to show for it");
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put("outcome", outcome.name());
                answer.put(noun, body.apply(after));
                yield ResponseEntity.status(outcome == CommandOutcome.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                        .eTag(Long.toString(revision.applyAsLong(after)))
                        .body(answer);
            }
        };
    }
}

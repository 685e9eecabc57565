package dev.greenlight.consent.domain.consent;

import dev.greenlight.consent.domain.consent.OptInRequest.Answer;
import dev.greenlight.consent.domain.consent.OptInRequest.AnswerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests to one number. Only the latest can be answered: another is opened only where nothing holds that an
 * answer to an earlier one could still bring about.
 *
 * @param askedAt when requests were opened in the last {@link #COUNTED_FOR}, in the order of opening
 * @param latest null where there never was one
 */
public record OptInRequests(List<Instant> askedAt, @Nullable OptInRequest latest) {

    /** In this time a number is asked so and so often, and not at all after a no. */
    public static final Duration COUNTED_FOR = Duration.ofDays(30);

    public static final OptInRequests NONE = new OptInRequests(List.of(), null);

    /** Keeps the list as it is: callers hand over a list that nobody changes any more. */
    public OptInRequests {}

    /** Whether one waits for an answer, as far as what has happened tells. */
    public boolean areOpen() {
        return latest != null && latest.isOpen();
    }

    /** Whether the latest one waited for an answer at the time, by that time alone. */
    boolean wereOpenAt(Instant time) {
        return latest != null && latest.answer() == null && time.isBefore(latest.expiresAt());
    }

    /** When the person agreed to the latest one; null where the person did not. */
    public @Nullable Instant confirmedAt() {
        return latest == null ? null : latest.confirmedAt();
    }

    /** When the person said no to the latest one; null where the person did not. */
    @Nullable Instant declinedAt() {
        Answer answer = latest == null ? null : latest.answer();
        return answer != null && answer.kind() == AnswerKind.DECLINE ? answer.at() : null;
    }

    /** From when on the person may be asked as far as numbers go; null where that is now. */
    @Nullable Instant countAllowsFrom(Instant now, int most) {
        List<Instant> counted = counted(now);
        return counted.size() < most
                ? null
                : counted.stream().sorted().toList().get(counted.size() - most).plus(COUNTED_FOR);
    }

    OptInRequests with(OptInRequest opened) {
        List<Instant> times = new ArrayList<>(counted(opened.openedAt()));
        times.add(opened.openedAt());
        return new OptInRequests(times, opened);
    }

    OptInRequests hear(Answer answer) {
        OptInRequest heard = latest == null ? null : latest.hear(answer);
        return heard == latest ? this : new OptInRequests(askedAt, heard);
    }

    OptInRequests asOf(Instant time) {
        OptInRequest then = latest == null ? null : latest.asOf(time);
        return then == latest ? this : new OptInRequests(askedAt, then);
    }

    private List<Instant> counted(Instant now) {
        return askedAt.stream()
                .filter(time -> time.plus(COUNTED_FOR).isAfter(now))
                .toList();
    }
}

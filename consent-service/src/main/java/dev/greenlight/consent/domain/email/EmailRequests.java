package dev.greenlight.consent.domain.email;

import dev.greenlight.consent.domain.consent.OptInRequests;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The requests to one email address. Only the latest can be answered.
 *
 * @param askedAt when requests were opened within {@link OptInRequests#COUNTED_FOR}, in the order of opening
 * @param latest null where there never was one
 */
public record EmailRequests(List<Instant> askedAt, @Nullable EmailRequest latest) {

    public static final EmailRequests NONE = new EmailRequests(List.of(), null);

    public EmailRequests {
        askedAt = List.copyOf(askedAt);
    }

    /** Whether the latest waits for an answer, as far as what has happened tells. */
    public boolean areOpen() {
        return latest != null && latest.isOpen();
    }

    /** Whether the person's yes to the latest stands. */
    public boolean areAgreed() {
        return latest != null && latest.isAgreed();
    }

    /** From when on the person may be asked as far as an earlier no goes; null where that is now. */
    @Nullable Instant declineAllowsFrom(Instant now) {
        Instant declined = latest == null ? null : latest.declinedAt();
        return declined == null || !declined.plus(OptInRequests.COUNTED_FOR).isAfter(now)
                ? null
                : declined.plus(OptInRequests.COUNTED_FOR);
    }

    /** From when on the person may be asked as far as numbers go; null where that is now. */
    @Nullable Instant countAllowsFrom(Instant now, int most) {
        List<Instant> counted = counted(now).sorted().toList();
        return counted.size() < most ? null : counted.get(counted.size() - most).plus(OptInRequests.COUNTED_FOR);
    }

    EmailRequests with(EmailRequest opened) {
        Instant at = opened.openedAt();
        return new EmailRequests(Stream.concat(counted(at), Stream.of(at)).toList(), opened);
    }

    EmailRequests withLatest(EmailRequest heard) {
        return new EmailRequests(askedAt, heard);
    }

    EmailRequests asOf(Instant time) {
        EmailRequest then = latest == null ? null : latest.asOf(time);
        return then == latest ? this : new EmailRequests(askedAt, then);
    }

    private Stream<Instant> counted(Instant now) {
        return askedAt.stream()
                .filter(time -> time.plus(OptInRequests.COUNTED_FOR).isAfter(now));
    }
}

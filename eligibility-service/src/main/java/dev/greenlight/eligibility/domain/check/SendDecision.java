package dev.greenlight.eligibility.domain.check;

import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message may be sent now, and every reason why not.
 *
 * @param exclusions what the rules of the audience have against it
 * @param quietHours whether the time is against it
 * @param frequencyCap whether what was sent before is against it
 * @param changesAt the first instant at which the time alone says something else; null where it never has a say, or
 *     where no such instant was found
 */
public record SendDecision(
        Set<Exclusion> exclusions,
        boolean quietHours,
        boolean frequencyCap,
        @Nullable Instant changesAt) {

    public SendDecision {
        exclusions = Collections.unmodifiableSet(exclusions);
    }

    /** The rules allow the address, and another one of the customer comes before it. */
    public static SendDecision otherEmailFirst() {
        return new SendDecision(EnumSet.of(Exclusion.OTHER_EMAIL_FIRST), false, false, null);
    }

    public boolean isAllowed() {
        return exclusions.isEmpty() && !quietHours && !frequencyCap;
    }
}

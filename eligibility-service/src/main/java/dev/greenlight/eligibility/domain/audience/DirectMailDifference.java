package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.time.Instant;
import java.util.List;

/** Something about a customer's post that the audience topic does not show yet. */
public sealed interface DirectMailDifference {

    Cause cause();

    /** The customer was not in the audience and is now. */
    record Joined(Addressee addressee, Instant since, Cause cause) implements DirectMailDifference {}

    /** It stays, and the name, the address or the language is another one. */
    record Renewed(Addressee addressee, Instant since, Cause cause) implements DirectMailDifference {}

    /** It was in the audience and is not any more. */
    record Left(List<Exclusion> exclusions, Cause cause) implements DirectMailDifference {

        public Left {
            exclusions = List.copyOf(exclusions);
        }
    }
}

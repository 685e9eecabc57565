package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.audience.EmailStanding.Candidate;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.time.Instant;
import java.util.List;

/** Something about a customer's marketing email that the audience topics do not show yet. */
public sealed interface EmailDifference {

    Candidate candidate();

    Cause cause();

    /** The address is the customer's from now on. */
    record Joined(Candidate candidate, Instant since, Cause cause) implements EmailDifference {}

    /** It stays the customer's, and what is shown about it is new. */
    record Renewed(Candidate candidate, Instant since, Cause cause) implements EmailDifference {}

    /** It is not any more. */
    record Left(Candidate candidate, List<Exclusion> exclusions, Cause cause) implements EmailDifference {}
}

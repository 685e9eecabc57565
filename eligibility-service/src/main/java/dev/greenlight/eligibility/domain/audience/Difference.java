package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that the audience topics do not show yet. */
public sealed interface Difference {

    Membership membership();

    Holder holder();

    /** It was not in the audience and is now. */
    record Joined(
            Membership membership, Holder holder, @Nullable Consent consent, Cause cause) implements Difference {}

    /** It stays in the audience, and what the audience shows about it is new. */
    record Renewed(
            Membership membership, Holder holder, @Nullable Consent consent, Cause cause) implements Difference {}

    /** It was in the audience and is not any more. */
    record Left(Membership membership, Holder holder, List<Exclusion> exclusions, Cause cause) implements Difference {}

    Cause cause();
}

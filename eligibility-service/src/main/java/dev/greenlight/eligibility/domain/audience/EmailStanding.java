package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * News of one email address of a customer: whether it may be sent marketing emails.
 *
 * @param address the email address
 * @param candidate what is to be known of it while it may; null when it may not
 * @param exclusions every reason against; empty when it may
 * @param cause what made it so
 */
public record EmailStanding(String address, @Nullable Candidate candidate, List<Exclusion> exclusions, Cause cause) {

    public EmailStanding {
        exclusions = List.copyOf(exclusions);
    }

    /**
     * An address that may be sent marketing emails.
     *
     * @param position among the email addresses of the record, from 0
     * @param since when the last of what the audience asks for came true
     * @param consentEventId the ledger entry with what the person said last; null where nothing is recorded
     */
    public record Candidate(
            String address,
            String contactMethodId,
            @Nullable String language,
            int position,
            Instant since,
            @Nullable String consentEventId) {

        /** The order of the record; two positions are the same only while news of a new order is under way. */
        static final Comparator<Candidate> RECORD_ORDER =
                Comparator.comparingInt(Candidate::position).thenComparing(Candidate::address);
    }
}

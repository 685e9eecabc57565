package dev.greenlight.eligibility.domain.estimate;

import dev.greenlight.eligibility.domain.contact.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a CRM says about one estimate or one job of a customer. */
public sealed interface EstimateNews {

    Cause cause();

    /**
     * About an estimate.
     *
     * @param open whether the customer has not decided
     * @param revision the number of the change; of several the highest counts
     */
    record OfEstimate(String estimateId, boolean open, Instant requestedAt, long revision, Cause cause)
            implements EstimateNews {}

    /**
     * About a job.
     *
     * @param estimateId the estimate that it was booked on; null where there is none
     * @param booked whether it is not canceled
     * @param revision the number of the change; of several the highest counts
     */
    record OfJob(String jobId, @Nullable String estimateId, boolean booked, long revision, Cause cause)
            implements EstimateNews {}
}

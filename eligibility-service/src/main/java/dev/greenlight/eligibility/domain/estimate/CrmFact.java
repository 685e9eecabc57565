package dev.greenlight.eligibility.domain.estimate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a CRM hands over about one estimate or one job. */
public sealed interface CrmFact {

    /**
     * An estimate.
     *
     * @param status by the name that the events have for it
     */
    record Estimate(
            String eventId,
            String tenant,
            String estimateId,
            String customerId,
            String status,
            Instant requestedAt,
            Instant changedAt,
            long revision)
            implements CrmFact {}

    /**
     * A job.
     *
     * @param estimateId the estimate that it was booked on; null where there is none
     * @param status by the name that the events have for it
     */
    record Job(
            String eventId,
            String tenant,
            String jobId,
            String customerId,
            @Nullable String estimateId,
            String status,
            Instant changedAt,
            long revision)
            implements CrmFact {}
}

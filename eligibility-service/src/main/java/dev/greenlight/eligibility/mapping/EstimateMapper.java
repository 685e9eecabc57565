package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.estimate.CustomerEstimates;
import dev.greenlight.eligibility.domain.estimate.EstimateNews;
import dev.greenlight.eligibility.domain.estimate.EstimateNews.OfEstimate;
import dev.greenlight.eligibility.domain.estimate.EstimateNews.OfJob;
import dev.greenlight.eligibility.stored.StoredCustomerEstimates;
import dev.greenlight.eligibility.stored.StoredEstimate;
import dev.greenlight.eligibility.stored.StoredEstimateNews;
import dev.greenlight.eligibility.stored.StoredJob;
import dev.greenlight.schemas.crm.EstimateChanged;
import dev.greenlight.schemas.crm.EstimateStatus;
import dev.greenlight.schemas.crm.JobChanged;
import dev.greenlight.schemas.crm.JobStatus;
import dev.greenlight.schemas.topic.TopicKeys;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what CRMs say about estimates and jobs, and keeps what decides about audiences. */
public final class EstimateMapper {

    private static final String OF_ESTIMATE = "change of an estimate in the CRM";
    private static final String OF_JOB = "change of a job in the CRM";

    private EstimateMapper() {}

    public static boolean isUsable(EstimateChanged fact) {
        return isUsable(fact.getTenant(), fact.getCustomerId());
    }

    public static boolean isUsable(JobChanged fact) {
        return isUsable(fact.getTenant(), fact.getCustomerId());
    }

    /** Whether the names can be those of a company and a customer: anybody's CRM may have written them. */
    private static boolean isUsable(String tenant, String customerId) {
        return TopicKeys.isTenant(tenant) && TopicKeys.isCustomerId(customerId);
    }

    public static CustomerKey customerOf(EstimateChanged fact) {
        return new CustomerKey(fact.getTenant(), fact.getCustomerId());
    }

    public static CustomerKey customerOf(JobChanged fact) {
        return new CustomerKey(fact.getTenant(), fact.getCustomerId());
    }

    public static StoredEstimateNews toRecord(EstimateChanged fact) {
        return new StoredEstimateNews(
                fact.getEstimateId(),
                null,
                fact.getStatus() == EstimateStatus.OPEN,
                fact.getRequestedAt(),
                fact.getRevision(),
                fact.getEventId(),
                fact.getChangedAt(),
                OF_ESTIMATE);
    }

    public static StoredEstimateNews toRecord(JobChanged fact) {
        return new StoredEstimateNews(
                fact.getEstimateId(),
                fact.getJobId(),
                fact.getStatus() != JobStatus.CANCELED,
                fact.getChangedAt(),
                fact.getRevision(),
                fact.getEventId(),
                fact.getChangedAt(),
                OF_JOB);
    }

    public static EstimateNews toNews(StoredEstimateNews stored) {
        var cause = new Cause(stored.getEventId(), stored.getAt(), stored.getBy());
        String jobId = stored.getJobId();
        return jobId == null
                ? new OfEstimate(
                        Objects.requireNonNull(stored.getEstimateId()),
                        stored.getCounts(),
                        stored.getBegunAt(),
                        stored.getRevision(),
                        cause)
                : new OfJob(jobId, stored.getEstimateId(), stored.getCounts(), stored.getRevision(), cause);
    }

    /** What is kept says of each only as much as is asked later: whose change it was is told when it happens. */
    public static CustomerEstimates fromStore(@Nullable StoredCustomerEstimates stored) {
        if (stored == null) {
            return CustomerEstimates.NONE;
        }
        return new CustomerEstimates(
                stored.getEstimates().stream()
                        .map(each -> new OfEstimate(
                                each.getEstimateId(),
                                each.getOpen(),
                                each.getRequestedAt(),
                                each.getRevision(),
                                new Cause("", each.getRequestedAt(), OF_ESTIMATE)))
                        .toList(),
                stored.getJobs().stream()
                        .map(each -> new OfJob(
                                each.getJobId(),
                                each.getEstimateId(),
                                each.getBooked(),
                                each.getRevision(),
                                new Cause("", each.getChangedAt(), OF_JOB)))
                        .toList(),
                stored.getShown());
    }

    public static StoredCustomerEstimates toStore(CustomerEstimates estimates, Instant dueAt) {
        return new StoredCustomerEstimates(
                estimates.estimates().stream()
                        .map(each ->
                                new StoredEstimate(each.estimateId(), each.open(), each.requestedAt(), each.revision()))
                        .toList(),
                estimates.jobs().stream()
                        .map(each -> new StoredJob(
                                each.jobId(),
                                each.estimateId(),
                                each.booked(),
                                each.cause().at(),
                                each.revision()))
                        .toList(),
                estimates.shown(),
                dueAt);
    }
}

package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.estimate.CrmFact;
import dev.greenlight.eligibility.domain.estimate.CrmFact.Estimate;
import dev.greenlight.eligibility.domain.estimate.CrmFact.Job;
import dev.greenlight.schemas.crm.EstimateChanged;
import dev.greenlight.schemas.crm.EstimateStatus;
import dev.greenlight.schemas.crm.JobChanged;
import dev.greenlight.schemas.crm.JobStatus;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what a CRM hands over as it goes on the log. */
public final class CrmFactMapper {

    private CrmFactMapper() {}

    public static ProducerRecord<String, Object> toRecord(CrmFact fact) {
        return switch (fact) {
            case Estimate estimate ->
                new ProducerRecord<>(
                        EventTopic.ESTIMATE_CHANGED.name(),
                        TopicKeys.ofCustomer(estimate.tenant(), estimate.estimateId()),
                        new EstimateChanged(
                                estimate.eventId(),
                                estimate.tenant(),
                                estimate.estimateId(),
                                estimate.customerId(),
                                EstimateStatus.valueOf(estimate.status()),
                                estimate.requestedAt(),
                                estimate.changedAt(),
                                estimate.revision()));
            case Job job ->
                new ProducerRecord<>(
                        EventTopic.JOB_CHANGED.name(),
                        TopicKeys.ofCustomer(job.tenant(), job.jobId()),
                        new JobChanged(
                                job.eventId(),
                                job.tenant(),
                                job.jobId(),
                                job.customerId(),
                                job.estimateId(),
                                JobStatus.valueOf(job.status()),
                                job.changedAt(),
                                job.revision()));
        };
    }
}

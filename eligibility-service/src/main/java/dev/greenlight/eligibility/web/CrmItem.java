package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.estimate.CrmFact;
import dev.greenlight.schemas.crm.EstimateStatus;
import dev.greenlight.schemas.crm.JobStatus;
import dev.greenlight.schemas.topic.TopicKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a CRM says about one estimate or one job.
 *
 * @param id of the estimate or the job; null where it is none
 * @param fact to be put on the log; null where there is an error
 * @param error why it cannot be; null where it can
 */
record CrmItem(
        @Nullable String id,
        @Nullable CrmFact fact,
        @Nullable String error) {

    /** How far the clock of a CRM may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** Ends the reading of an item with the name of what is wrong with it. */
    private static final class BadItemException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BadItemException(String error) {
            super(error, null, false, false);
        }
    }

    /**
     * @param id null where the item has to say it itself
     */
    static CrmItem estimate(String tenant, @Nullable String id, JsonNode item, Instant now) {
        String given = id == null ? text(item, "estimateId") : id;
        try {
            String estimateId = requireId(given, "bad-estimate");
            String status = status(EstimateStatus.class, item);
            long revision = revision(item);
            var fact = new CrmFact.Estimate(
                    eventId("estimate", tenant, estimateId, revision),
                    tenant,
                    estimateId,
                    customer(item),
                    status,
                    time(item, "requestedAt", null, now),
                    time(item, "changedAt", now, now),
                    revision);
            return new CrmItem(estimateId, fact, null);
        } catch (BadItemException e) {
            return new CrmItem(shown(given), null, e.getMessage());
        }
    }

    /**
     * @param id null where the item has to say it itself
     */
    static CrmItem job(String tenant, @Nullable String id, JsonNode item, Instant now) {
        String given = id == null ? text(item, "jobId") : id;
        try {
            String jobId = requireId(given, "bad-job");
            JsonNode estimate = item.path("estimateId");
            String estimateId = text(item, "estimateId");
            boolean none = estimate.isMissingNode() || estimate.isNull();
            require(none || estimateId != null && TopicKeys.isCustomerId(estimateId), "bad-estimate");
            long revision = revision(item);
            var fact = new CrmFact.Job(
                    eventId("job", tenant, jobId, revision),
                    tenant,
                    jobId,
                    customer(item),
                    estimateId,
                    status(JobStatus.class, item),
                    time(item, "changedAt", now, now),
                    revision);
            return new CrmItem(jobId, fact, null);
        } catch (BadItemException e) {
            return new CrmItem(shown(given), null, e.getMessage());
        }
    }

    private static String customer(JsonNode item) {
        return requireId(text(item, "customerId"), "bad-customer");
    }

    private static String requireId(@Nullable String id, String error) {
        if (id == null || !TopicKeys.isCustomerId(id)) {
            throw new BadItemException(error);
        }
        return id;
    }

    private static <S extends Enum<S>> String status(Class<S> statuses, JsonNode item) {
        String name = text(item, "status");
        for (S status : statuses.getEnumConstants()) {
            if (status.name().equals(name) && !status.name().equals("UNKNOWN")) {
                return status.name();
            }
        }
        throw new BadItemException("bad-status");
    }

    private static long revision(JsonNode item) {
        JsonNode revision = item.path("revision");
        require(revision.isIntegralNumber() && revision.canConvertToLong() && revision.longValue() > 0, "bad-revision");
        return revision.longValue();
    }

    private static Instant time(JsonNode item, String field, @Nullable Instant otherwise, Instant now) {
        String text = text(item, field);
        if (text == null && item.path(field).isMissingNode() && otherwise != null) {
            return otherwise;
        }
        try {
            Instant time = Instant.parse(text == null ? "" : text).truncatedTo(ChronoUnit.MILLIS);
            require(!time.isBefore(Instant.EPOCH) && time.isBefore(now.plus(AHEAD)), "bad-time");
            return time;
        } catch (DateTimeParseException e) {
            throw new BadItemException("bad-time");
        }
    }

    /** The same for every repetition. */
    private static String eventId(String kind, String tenant, String id, long revision) {
        String name = String.join("|", kind, tenant, id, Long.toString(revision));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static @Nullable String text(JsonNode item, String field) {
        JsonNode value = item.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable String shown(@Nullable String id) {
        return id != null && TopicKeys.isCustomerId(id) ? id : null;
    }

    private static void require(boolean condition, String error) {
        if (!condition) {
            throw new BadItemException(error);
        }
    }
}

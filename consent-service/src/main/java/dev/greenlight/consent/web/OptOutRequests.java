package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.consent.OptOutMeans;
import dev.greenlight.consent.domain.consent.OptOutScope;
import dev.greenlight.consent.domain.consent.RecordedOptOut;
import dev.greenlight.consent.domain.consent.RecordedOptOut.Note;
import dev.greenlight.consent.mapping.OptOutMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wrote down about a person who has said stop by other means than a text. */
final class OptOutRequests {

    static final String NUMBER = "number";
    static final String MEANS = "means";
    private static final String SCOPE = "scope";
    private static final String RECEIVED_AT = "receivedAt";
    private static final String EVIDENCE = "evidence";
    private static final int LONGEST_EVIDENCE = 1_000;

    private OptOutRequests() {}

    /**
     * What the person said.
     *
     * @param scope null where it was not said
     * @param receivedAt when the person said it
     */
    record Said(OptOutMeans means, @Nullable OptOutScope scope, Instant receivedAt, String evidence) {

        RecordedOptOut recorded(String commandId, String recordedBy, Instant now) {
            return new RecordedOptOut(
                    OptOutMapper.eventId(commandId),
                    commandId,
                    means,
                    scope,
                    receivedAt,
                    new Note(evidence, recordedBy, now));
        }
    }

    /** Of a request about one number, which is in its address. @throws ProblemException with every error */
    static Said read(JsonFields fields, Instant now) {
        fields.allowOnly(Set.of(MEANS, SCOPE, RECEIVED_AT, EVIDENCE));
        return read(fields, means(fields), now, now);
    }

    /** Of one of many, which names its number. @throws ProblemException with every error */
    static Said readOneOfMany(JsonFields fields, Instant now) {
        fields.allowOnly(Set.of(NUMBER, MEANS, SCOPE, RECEIVED_AT, EVIDENCE));
        return read(fields, means(fields), now, now);
    }

    /**
     * Of a row of a list from another system.
     *
     * @param takenAt when the person said it unless the row says more; the same whenever the list is sent
     * @throws ProblemException with every error
     */
    static Said readOfList(JsonFields fields, Instant takenAt, Instant now) {
        fields.allowOnly(Set.of(NUMBER, SCOPE, RECEIVED_AT, EVIDENCE));
        return read(fields, OptOutMeans.OTHER_SYSTEM, takenAt, now);
    }

    private static Said read(JsonFields fields, @Nullable OptOutMeans means, Instant unlessSaid, Instant now) {
        OptOutScope scope = fields.choice(SCOPE, OptOutScope.class);
        Instant receivedAt = fields.isNamed(RECEIVED_AT) ? time(fields, now) : unlessSaid;
        String evidence = fields.text(EVIDENCE, LONGEST_EVIDENCE);
        fields.require(EVIDENCE);
        fields.check();
        return new Said(
                Objects.requireNonNull(means),
                scope,
                Objects.requireNonNull(receivedAt),
                Objects.requireNonNull(evidence));
    }

    /** The switch is no means that anybody can claim: it has its own address, which checks the customer. */
    private static @Nullable OptOutMeans means(JsonFields fields) {
        OptOutMeans means = fields.choice(MEANS, OptOutMeans.class);
        fields.require(MEANS);
        if (means == OptOutMeans.OFFICE_SWITCH) {
            fields.add(MEANS, "is set by the sms-consent of a contact method only");
        }
        return means;
    }

    private static @Nullable Instant time(JsonFields fields, Instant now) {
        String text = fields.text(RECEIVED_AT, 64);
        try {
            Instant time = text == null ? null : Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (time != null && !time.isAfter(now)) {
                return time;
            }
        } catch (DateTimeException e) {
            // the rule says enough
        }
        if (!fields.isRefused(RECEIVED_AT)) {
            fields.add(RECEIVED_AT, "must be a time that is over, with its offset, such as 2026-03-01T12:00:00Z");
        }
        return null;
    }
}

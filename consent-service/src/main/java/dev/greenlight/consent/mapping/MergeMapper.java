package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.Customer.Merge;
import dev.greenlight.consent.domain.customer.MergeStep;
import dev.greenlight.consent.domain.customer.MergeStep.Absorb;
import dev.greenlight.consent.domain.customer.MergeStep.Answer;
import dev.greenlight.consent.domain.customer.MergeStep.Begin;
import dev.greenlight.consent.domain.customer.MergeStep.Conclude;
import dev.greenlight.consent.stored.StoredCommandKind;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.consent.stored.StoredMerge;
import dev.greenlight.consent.stored.StoredMergeAnswer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The steps of a merge, to the topic of commands and back, and where a record was merged into. */
public final class MergeMapper {

    private MergeMapper() {}

    /** @return null for a command that is no step of a merge */
    public static @Nullable MergeStep fromStored(StoredCustomerCommand stored) {
        return switch (stored.getKind()) {
            case BEGIN_MERGE ->
                new Begin(
                        stored.getCommandId(),
                        stored.getOnlyRevision(),
                        stored.getAskedAt(),
                        stored.getAskedBy(),
                        otherCustomer(stored));
            case ABSORB ->
                new Absorb(
                        stored.getCommandId(),
                        stored.getAskedAt(),
                        stored.getAskedBy(),
                        otherCustomer(stored),
                        otherRecord(stored));
            case CONCLUDE_MERGE ->
                new Conclude(
                        stored.getCommandId(),
                        stored.getAskedAt(),
                        stored.getAskedBy(),
                        toAnswer(stored.getMergeAnswer()));
            case REPLACE, MERGE, IMPORT, UNKNOWN -> null;
        };
    }

    /** @param customerId whose record the step goes to */
    public static StoredCustomerCommand toStored(String tenant, String customerId, MergeStep step) {
        var stored = StoredCustomerCommand.newBuilder()
                .setCommandId(step.commandId())
                .setTenant(tenant)
                .setCustomerId(customerId)
                .setAskedAt(step.askedAt())
                .setAskedBy(step.askedBy());
        return switch (step) {
            case Begin begin ->
                stored.setKind(StoredCommandKind.BEGIN_MERGE)
                        .setOnlyRevision(begin.onlyRevision())
                        .setOtherCustomerId(begin.into())
                        .build();
            case Absorb absorb ->
                stored.setKind(StoredCommandKind.ABSORB)
                        .setOtherCustomerId(absorb.from())
                        .setOther(CustomerMapper.toStored(absorb.other()))
                        .build();
            case Conclude conclude ->
                stored.setKind(StoredCommandKind.CONCLUDE_MERGE)
                        .setMergeAnswer(toStored(conclude.answer()))
                        .build();
        };
    }

    static @Nullable Merge fromStored(@Nullable StoredMerge stored) {
        return stored == null ? null : new Merge(stored.getInto(), stored.getCommandId(), stored.getDone());
    }

    static @Nullable StoredMerge toStored(@Nullable Merge merge) {
        return merge == null ? null : new StoredMerge(merge.into(), merge.commandId(), merge.done());
    }

    private static String otherCustomer(StoredCustomerCommand stored) {
        return Objects.requireNonNull(stored.getOtherCustomerId(), "a step of a merge names the other customer");
    }

    private static Customer otherRecord(StoredCustomerCommand stored) {
        return Objects.requireNonNull(
                CustomerMapper.fromStored(stored.getOther()), "the survivor is shown the other record");
    }

    private static Answer toAnswer(StoredMergeAnswer stored) {
        return switch (stored) {
            case ABSORBED -> Answer.ABSORBED;
            case NOT_FOUND -> Answer.NOT_FOUND;
            case NOT_USABLE -> Answer.NOT_USABLE;
            case UNKNOWN ->
                throw new IllegalStateException("Written by a newer version of this service: upgrade first");
        };
    }

    private static StoredMergeAnswer toStored(Answer answer) {
        return switch (answer) {
            case ABSORBED -> StoredMergeAnswer.ABSORBED;
            case NOT_FOUND -> StoredMergeAnswer.NOT_FOUND;
            case NOT_USABLE -> StoredMergeAnswer.NOT_USABLE;
        };
    }
}

package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.stored.StoredOutcome;

/** What was decided about a command, to the topic of outcomes and back. */
public final class OutcomeMapper {

    private OutcomeMapper() {}

    public static StoredOutcome toStored(CommandOutcome outcome) {
        return switch (outcome) {
            case CREATED -> StoredOutcome.CREATED;
            case UPDATED -> StoredOutcome.UPDATED;
            case UNCHANGED -> StoredOutcome.UNCHANGED;
            case REPEATED -> StoredOutcome.REPEATED;
            case NOT_FOUND -> StoredOutcome.NOT_FOUND;
            case OTHER_REVISION -> StoredOutcome.OTHER_REVISION;
            case REFUSED -> StoredOutcome.REFUSED;
            case MERGED -> StoredOutcome.MERGED;
            case SURVIVOR_NOT_FOUND -> StoredOutcome.SURVIVOR_NOT_FOUND;
            case SURVIVOR_NOT_USABLE -> StoredOutcome.SURVIVOR_NOT_USABLE;
        };
    }

    public static CommandOutcome fromStored(StoredOutcome stored) {
        return switch (stored) {
            case CREATED -> CommandOutcome.CREATED;
            case UPDATED -> CommandOutcome.UPDATED;
            case UNCHANGED -> CommandOutcome.UNCHANGED;
            case REPEATED -> CommandOutcome.REPEATED;
            case NOT_FOUND -> CommandOutcome.NOT_FOUND;
            case OTHER_REVISION -> CommandOutcome.OTHER_REVISION;
            case REFUSED -> CommandOutcome.REFUSED;
            case MERGED -> CommandOutcome.MERGED;
            case SURVIVOR_NOT_FOUND -> CommandOutcome.SURVIVOR_NOT_FOUND;
            case SURVIVOR_NOT_USABLE -> CommandOutcome.SURVIVOR_NOT_USABLE;
            case UNKNOWN ->
                throw new IllegalStateException("Decided by a newer version of this service: upgrade first");
        };
    }
}

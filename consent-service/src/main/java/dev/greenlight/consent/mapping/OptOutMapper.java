package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.OptOutMeans;
import dev.greenlight.consent.domain.consent.OptOutScope;
import dev.greenlight.consent.domain.consent.Outcome;
import dev.greenlight.consent.domain.consent.RecordedOptOut;
import dev.greenlight.consent.domain.consent.RecordedOptOut.Note;
import dev.greenlight.consent.stored.StoredOptOutCommand;
import dev.greenlight.consent.stored.StoredOptOutMeans;
import dev.greenlight.consent.stored.StoredRecordedScope;
import dev.greenlight.schemas.consent.RecordedOptOutEvidence;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Opt-outs that were written down, and the commands that do so, to the topics and the ledger and back. */
public final class OptOutMapper {

    private OptOutMapper() {}

    public static RecordedOptOut fromStored(StoredOptOutCommand command) {
        return new RecordedOptOut(
                eventId(command.getCommandId()),
                command.getCommandId(),
                toMeans(command.getMeans()),
                toScope(command.getScope()),
                command.getReceivedAt(),
                new Note(command.getEvidence(), command.getRecordedBy(), command.getRecordedAt()));
    }

    public static StoredOptOutCommand toStored(String tenant, String address, RecordedOptOut recorded) {
        return new StoredOptOutCommand(
                recorded.commandId(),
                tenant,
                address,
                toStored(recorded.means()),
                toStored(recorded.scope()),
                recorded.receivedAt(),
                recorded.note().evidence(),
                recorded.note().recordedBy(),
                recorded.note().recordedAt());
    }

    /**
     * The same for every repetition of the command.
     *
     * @param commandId of the command
     */
    public static String eventId(String commandId) {
        return "opt-out:" + commandId;
    }

    public static CommandOutcome toOutcome(Outcome outcome) {
        return switch (outcome) {
            case REVOKED -> CommandOutcome.UPDATED;
            case DUPLICATE -> CommandOutcome.REPEATED;
            default -> CommandOutcome.UNCHANGED;
        };
    }

    /** For a person to read. */
    public static String setBy(RecordedOptOut recorded) {
        String means = recorded.means().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "opt-out (" + means + ") recorded by " + recorded.note().recordedBy();
    }

    static RecordedOptOutEvidence toEvidence(StoredOptOutCommand command) {
        return new RecordedOptOutEvidence(
                command.getCommandId(),
                dev.greenlight.schemas.consent.OptOutMeans.valueOf(
                        command.getMeans().name()),
                switch (command.getScope()) {
                    case ALL, UNKNOWN -> dev.greenlight.schemas.consent.OptOutScope.ALL;
                    case MARKETING -> dev.greenlight.schemas.consent.OptOutScope.MARKETING;
                    case NOT_SAID -> dev.greenlight.schemas.consent.OptOutScope.NONE;
                },
                command.getEvidence(),
                command.getRecordedBy(),
                command.getRecordedAt());
    }

    /** A scope that only a newer version knows ends everything: less would be a guess against the person. */
    private static @Nullable OptOutScope toScope(StoredRecordedScope stored) {
        return switch (stored) {
            case NOT_SAID -> null;
            case MARKETING -> OptOutScope.MARKETING;
            case ALL, UNKNOWN -> OptOutScope.ALL;
        };
    }

    private static StoredRecordedScope toStored(@Nullable OptOutScope scope) {
        return switch (scope) {
            case null -> StoredRecordedScope.NOT_SAID;
            case MARKETING -> StoredRecordedScope.MARKETING;
            case ALL -> StoredRecordedScope.ALL;
        };
    }

    /** Means that only a newer version knows count all the same. */
    private static OptOutMeans toMeans(StoredOptOutMeans stored) {
        return switch (stored) {
            case CALL -> OptOutMeans.CALL;
            case EMAIL -> OptOutMeans.EMAIL;
            case IN_PERSON -> OptOutMeans.IN_PERSON;
            case WEB -> OptOutMeans.WEB;
            case LETTER -> OptOutMeans.LETTER;
            case CHAT -> OptOutMeans.CHAT;
            case OTHER_SYSTEM -> OptOutMeans.OTHER_SYSTEM;
            case OFFICE_SWITCH -> OptOutMeans.OFFICE_SWITCH;
            case OTHER, UNKNOWN -> OptOutMeans.OTHER;
        };
    }

    private static StoredOptOutMeans toStored(OptOutMeans means) {
        return switch (means) {
            case CALL -> StoredOptOutMeans.CALL;
            case EMAIL -> StoredOptOutMeans.EMAIL;
            case IN_PERSON -> StoredOptOutMeans.IN_PERSON;
            case WEB -> StoredOptOutMeans.WEB;
            case LETTER -> StoredOptOutMeans.LETTER;
            case CHAT -> StoredOptOutMeans.CHAT;
            case OTHER_SYSTEM -> StoredOptOutMeans.OTHER_SYSTEM;
            case OFFICE_SWITCH -> StoredOptOutMeans.OFFICE_SWITCH;
            case OTHER -> StoredOptOutMeans.OTHER;
        };
    }
}

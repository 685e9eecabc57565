package dev.greenlight.consent.domain.command;

/** What was decided about a command of the office. */
public enum CommandOutcome {
    /** There was no such record; now there is. */
    CREATED,
    /** The record changed. */
    UPDATED,
    /** The record is as asked for already. */
    UNCHANGED,
    /** The command was decided on before; nothing changes. */
    REPEATED,
    /** There is no such record to change. */
    NOT_FOUND,
    /** The record has another revision than the command is meant for; nothing changes. */
    OTHER_REVISION,
    /** The rules do not allow it. */
    REFUSED,
    /** The record was merged into another one, or is about to be; nothing changes. */
    MERGED,
    /** There is no record to merge into; nothing changes. */
    SURVIVOR_NOT_FOUND,
    /** The record to merge into cannot take another one; nothing changes. */
    SURVIVOR_NOT_USABLE;

    /** Whether the record is another one than before. */
    public boolean changesTheRecord() {
        return this == CREATED || this == UPDATED;
    }
}

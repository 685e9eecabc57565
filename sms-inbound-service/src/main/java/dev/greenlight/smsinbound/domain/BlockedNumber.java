package dev.greenlight.smsinbound.domain;

import java.time.Instant;

/**
 * A gateway's or carrier's word that it does not deliver a company's texts to a number, after its signature was found
 * right.
 *
 * @param gateway in kebab case
 * @param reportId the gateway's own id of the report or of the text it is about, the same when it reports again
 * @param number of the person, as the gateway names it. Personal data.
 * @param sender the company's number or short code that the block holds for
 * @param cause why the number is not reached
 * @param code the gateway's own code, such as 21610; empty where it gives none
 * @param reportedAt orders it among the texts of the number
 * @param reportedAtSource whose clock {@code reportedAt} is
 */
public record BlockedNumber(
        String gateway,
        String reportId,
        String number,
        String sender,
        Cause cause,
        String code,
        Instant reportedAt,
        TimeSource reportedAtSource)
        implements InboundEvent {

    /** Why a number is not reached. */
    public enum Cause {
        /** The gateway keeps the number on its own list of people who said stop to this sender. */
        OPTED_OUT,
        /** The carrier has disconnected the number; the next person to get it has agreed to nothing. */
        DEACTIVATED
    }

    /** The same report, about another sender. */
    public BlockedNumber sentBy(String other) {
        return new BlockedNumber(gateway, reportId, number, other, cause, code, reportedAt, reportedAtSource);
    }

    /** The same for every report of the same block. */
    public String eventId() {
        return gateway + ':' + reportId;
    }

    /** Safe for logs: no number. */
    @Override
    public String toString() {
        return "BlockedNumber[" + gateway + " " + cause + "]";
    }
}

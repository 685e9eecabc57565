package dev.greenlight.consent.mapping;

import dev.greenlight.consent.stored.StoredHeldText;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptOutCommand;
import dev.greenlight.schemas.consent.TextEvidence;
import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.NumberBlocked;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import java.util.Locale;

/** What stands in the ledger as the proof of a decision. */
final class EvidenceMapper {

    private EvidenceMapper() {}

    static TextEvidence of(TextReceived text, int partition, long offset) {
        return new TextEvidence(
                text.getEventId(),
                text.getGateway(),
                text.getGatewayMessageId(),
                text.getTo(),
                text.getText(),
                text.getKeyword(),
                text.getRule(),
                text.getReceivedAt(),
                text.getReceivedAtSource(),
                partition,
                offset,
                text.getGatewayHint());
    }

    static TextEvidence of(NumberBlocked report, int partition, long offset) {
        String eventId = report.getEventId();
        return new TextEvidence(
                eventId,
                report.getGateway(),
                eventId.substring(Math.min(eventId.length(), report.getGateway().length() + 1)),
                report.getSender(),
                "",
                report.getCode(),
                "number-blocked-"
                        + report.getCause().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                report.getReportedAt(),
                report.getReportedAtSource(),
                partition,
                offset,
                GatewayHint.NONE);
    }

    /** Nobody texted: the command stands where a text would. */
    static TextEvidence of(StoredOptInRequestCommand command, int partition, long offset) {
        return new TextEvidence(
                OptInMapper.eventId(command),
                "office",
                command.getCommandId(),
                "",
                "",
                command.getSource().name(),
                "opt-in-request",
                command.getAskedAt(),
                TimeSource.GREENLIGHT,
                partition,
                offset,
                GatewayHint.NONE);
    }

    /** The same for an opt-out that was said by other means than a text. */
    static TextEvidence of(StoredOptOutCommand command, int partition, long offset) {
        return new TextEvidence(
                OptOutMapper.eventId(command.getCommandId()),
                "office",
                command.getCommandId(),
                "",
                "",
                command.getMeans().name(),
                "recorded-opt-out",
                command.getReceivedAt(),
                TimeSource.GREENLIGHT,
                partition,
                offset,
                GatewayHint.NONE);
    }

    static TextEvidence of(StoredHeldText text) {
        return new TextEvidence(
                text.getEventId(),
                text.getGateway(),
                text.getGatewayMessageId(),
                text.getTo(),
                text.getText(),
                text.getKeyword(),
                text.getRule(),
                text.getReceivedAt(),
                TimeSource.valueOf(text.getReceivedAtSource()),
                text.getTopicPartition(),
                text.getTopicOffset(),
                GatewayHint.valueOf(text.getGatewayHint()));
    }
}

package dev.greenlight.smsinbound.publishing;

import dev.greenlight.schemas.sms.BlockCause;
import dev.greenlight.schemas.sms.NumberBlocked;
import dev.greenlight.smsinbound.domain.BlockedNumber;
import java.time.Instant;

/** The meeting place of Avro and domain for reports of blocked numbers. */
final class NumberBlockedMapper {

    private NumberBlockedMapper() {}

    static NumberBlocked toEvent(String tenant, BlockedNumber report, Instant publishedAt) {
        return new NumberBlocked(
                report.eventId(),
                tenant,
                report.gateway(),
                report.number(),
                report.sender(),
                toCause(report.cause()),
                report.code(),
                report.reportedAt(),
                TextReceivedMapper.toTimeSource(report.reportedAtSource()),
                publishedAt);
    }

    private static BlockCause toCause(BlockedNumber.Cause cause) {
        return switch (cause) {
            case OPTED_OUT -> BlockCause.OPTED_OUT;
            case DEACTIVATED -> BlockCause.DEACTIVATED;
        };
    }
}

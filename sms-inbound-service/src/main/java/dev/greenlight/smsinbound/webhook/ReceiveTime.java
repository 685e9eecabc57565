package dev.greenlight.smsinbound.webhook;

import dev.greenlight.smsinbound.domain.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a text was received: by the gateway's clock where it is credible, else by ours.
 *
 * @param at to the millisecond
 * @param source whose clock it is
 */
public record ReceiveTime(Instant at, TimeSource source) {

    /**
     * How far a gateway's own time may be ahead of our clock. What is further ahead is a wrong clock, and would make
     * every later STOP look old, so our time is used instead. The text is not refused: it may be a STOP.
     */
    public static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    /** The claimed time, unless there is none or it lies too far ahead of now. */
    public static ReceiveTime of(Optional<Instant> claimed, Instant now) {
        return claimed.filter(time -> !time.isAfter(now.plus(MOST_AHEAD)))
                .map(time -> new ReceiveTime(time.truncatedTo(ChronoUnit.MILLIS), TimeSource.GATEWAY))
                .orElseGet(() -> new ReceiveTime(now.truncatedTo(ChronoUnit.MILLIS), TimeSource.GREENLIGHT));
    }

    /** Reads an RFC 3339 time with its offset; empty for anything else and for times before 1970. */
    public static Optional<Instant> parse(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

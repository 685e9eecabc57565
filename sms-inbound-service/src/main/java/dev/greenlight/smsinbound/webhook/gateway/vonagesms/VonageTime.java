package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameter {@code message-timestamp}: when Vonage began to hand the message over, in UTC. The parameter {@code
 * timestamp} is the time of the first call, which every repeat of it has too, and can be later.
 */
final class VonageTime {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private VonageTime() {}

    /** Empty where it is missing or unreadable, and for times before 1970. */
    static Optional<Instant> of(Map<String, String> parameters) {
        String text = parameters.get("message-timestamp");
        if (text == null) {
            return Optional.empty();
        }
        try {
            Instant time = LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.UTC);
            return time.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package dev.greenlight.eligibility.architecture.offender.domain;

import dev.greenlight.eligibility.stored.StoredContact;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Breaks every rule, so that each can be seen to fail. */
@Component
final class ClockwatchingHelper {

    Instant now() {
        return Instant.now();
    }

    Class<?> avro() {
        return StoredContact.class;
    }
}

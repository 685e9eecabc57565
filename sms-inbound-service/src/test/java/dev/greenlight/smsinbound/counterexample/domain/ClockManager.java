package dev.greenlight.smsinbound.counterexample.domain;

import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.smsinbound.counterexample.config.Settings;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.HttpStatus;

/** A rule that looks at the clock and knows Spring, Avro and its own configuration: all of it forbidden. */
public final class ClockManager {

    public Instant now(Clock clock, Settings settings, TextReceived event, HttpStatus status) {
        return settings.late() && event.getStopsEverything() && status.isError() ? clock.instant() : Instant.now();
    }
}

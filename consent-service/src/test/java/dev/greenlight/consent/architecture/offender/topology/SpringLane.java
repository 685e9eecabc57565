package dev.greenlight.consent.architecture.offender.topology;

import dev.greenlight.consent.architecture.offender.web.AvroAnswer;
import dev.greenlight.consent.web.Caller;
import org.springframework.stereotype.Component;

/** Knows Spring and the web on purpose. */
@Component
public final class SpringLane {

    public String of(Caller caller, AvroAnswer answer) {
        return caller.name() + answer.state();
    }
}

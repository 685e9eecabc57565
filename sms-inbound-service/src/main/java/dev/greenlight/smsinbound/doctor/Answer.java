package dev.greenlight.smsinbound.doctor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came back to a call. */
sealed interface Answer {

    /**
     * @param problem the last part of the type of a problem of Greenlight; null where it is none
     * @param date of the header of that name; null where there is none that can be read
     * @param location where a redirect leads; null where there is none
     */
    record Heard(
            int status,
            @Nullable String problem,
            @Nullable Instant date,
            @Nullable String location,
            byte[] body) implements Answer {

        boolean is(String wanted) {
            return wanted.equals(problem);
        }
    }

    /**
     * @param why a sentence for the operator
     */
    record Unheard(String why) implements Answer {}
}

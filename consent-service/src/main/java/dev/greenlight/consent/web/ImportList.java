package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.consent.SeenTexts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list of customers from another system, as its sender names it.
 *
 * @param name the same whenever the same list is sent
 * @param takenAt when the list was taken from the other system; the same whenever it is sent, and not in the future
 * @param onlyOptOuts whether its customers are left for another time
 * @param sentBy who sends it
 */
record ImportList(String name, Instant takenAt, boolean onlyOptOuts, String sentBy) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws ProblemException with every parameter that is not as it must be */
    static ImportList of(
            @Nullable String name, @Nullable String takenAt, @Nullable String only, String sentBy, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        if (name == null || !NAME.matcher(name).matches()) {
            errors.add(new FieldError("list", "must be 1 to 64 letters, digits, dots, hyphens and underscores"));
        }
        Instant time = time(takenAt);
        if (time == null || time.isAfter(now)) {
            errors.add(new FieldError("takenAt", "must be a past time in UTC, such as 2026-03-01T12:00:00Z"));
        }
        if (only != null && !only.equals(ImportOptOuts.OPT_OUTS)) {
            errors.add(new FieldError("only", "must be optOuts, or be left out"));
        }
        if (name == null || time == null || !errors.isEmpty()) {
            throw ProblemException.of(errors);
        }
        return new ImportList(name, time, only != null, sentBy);
    }

    String commandId(long row) {
        return "import:" + name + ":" + row;
    }

    /** Who changed a record, and which line of what list says so. */
    String origin(long row) {
        return sentBy + ", list " + name + " row " + row;
    }

    /** While numbers still know which requests they have seen: later, a list sent again would ask people again. */
    boolean mayAskToOptIn(Instant now) {
        return takenAt.plus(SeenTexts.REMEMBERED_FOR).isAfter(now);
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            return null;
        }
    }
}

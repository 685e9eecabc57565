package dev.greenlight.consent.domain.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person has said stop by other means than a text, and somebody at the company wrote it down.
 *
 * @param eventId the same for every repetition of the command
 * @param commandId of the command
 * @param means how the person said it
 * @param scope what the person wants ended; null where that was not said and the company's setting counts
 * @param receivedAt when the person said it; orders it among the texts of the number
 * @param note what was written down about it
 */
public record RecordedOptOut(
        String eventId,
        String commandId,
        OptOutMeans means,
        @Nullable OptOutScope scope,
        Instant receivedAt,
        Note note) {

    /**
     * What was written down, when and by whom.
     *
     * @param evidence who said what to whom, in the company's words
     * @param recordedBy who wrote it down
     * @param recordedAt when, by our clock; not before the person said it
     */
    public record Note(String evidence, String recordedBy, Instant recordedAt) {

        /** Safe for logs: without the words. */
        @Override
        public String toString() {
            return "Note";
        }
    }
}

package dev.greenlight.consent.publishing;

import dev.greenlight.consent.domain.command.CommandOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a request can be answered.
 *
 * @param <T> what the command is about
 */
public sealed interface CommandResult<T> {

    /**
     * The stream has decided.
     *
     * @param outcome what it decided
     * @param after what the command is about, after the decision; null where there is none
     */
    record Decided<T>(CommandOutcome outcome, @Nullable T after) implements CommandResult<T> {}

    /** The command is on the log and will be decided on. */
    record Accepted<T>() implements CommandResult<T> {}

    /** The log could not be reached in time. The command may be on it all the same: repeat it with the same id. */
    record Unavailable<T>() implements CommandResult<T> {}
}

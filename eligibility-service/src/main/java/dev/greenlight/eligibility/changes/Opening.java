package dev.greenlight.eligibility.changes;

/** What becomes of somebody's wish to follow an audience. */
public sealed interface Opening {

    record Opened(ChangesListener listener) implements Opening {}

    /** The company has as many listeners as it may, or the instance has. */
    record TooMany() implements Opening {}

    /** The facts cannot be read right now, or too many others are catching up. */
    record NotNow() implements Opening {}
}

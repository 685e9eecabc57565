package dev.greenlight.verification.simulator;

/** What a crash leaves behind. */
public enum Delivery {
    /** All that was done since the last commit vanishes and is done again: transactions. */
    EXACTLY_ONCE,
    /** All that was done stays, but the input since the last commit is read again. */
    AT_LEAST_ONCE
}

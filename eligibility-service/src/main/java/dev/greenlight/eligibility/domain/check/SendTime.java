package dev.greenlight.eligibility.domain.check;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the time says about a marketing text.
 *
 * @param quietHours whether it is outside the hours of a place
 * @param frequencyCap whether a place allows no more texts yet
 * @param changesAt the first instant at which one may go if none may now, and none may if one may now; null where no such
 *     instant was found
 */
public record SendTime(
        boolean quietHours, boolean frequencyCap, @Nullable Instant changesAt) {}

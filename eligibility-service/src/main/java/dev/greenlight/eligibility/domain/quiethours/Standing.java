package dev.greenlight.eligibility.domain.quiethours;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether marketing texts may arrive.
 *
 * @param open whether they may now, at every place where the phone can be
 * @param until the first instant at which it is the other way; null where none was found in the year to come
 */
public record Standing(boolean open, @Nullable Instant until) {}

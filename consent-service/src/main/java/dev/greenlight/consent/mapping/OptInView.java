package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.consent.OptInRequest;
import dev.greenlight.consent.domain.consent.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a wish to ask a person to opt in.
 *
 * @param consent where the number stands after it
 * @param request the latest request to the number; null where there never was one
 * @param refusal why the person may not be asked; null where nothing was refused
 * @param retryAt from when on the person may be asked; null where time alone does not change it
 */
public record OptInView(
        ConsentView consent,
        @Nullable OptInRequest request,
        @Nullable Reason refusal,
        @Nullable Instant retryAt) {}

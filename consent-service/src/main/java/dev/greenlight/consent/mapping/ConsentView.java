package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.consent.OptInRequest;
import dev.greenlight.consent.domain.consent.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What a person has said, and what proves it.
 *
 * @param standing where the number stands
 * @param setBySequence the ledger entry that set it; 0 where nothing was said
 * @param setByEventId the id of that entry; empty where nothing was said
 * @param setBy for a person to read; empty where nothing was said
 * @param openRequest what the person was asked; null unless the number is pending
 */
public record ConsentView(
        Standing standing,
        long setBySequence,
        String setByEventId,
        String setBy,
        @Nullable OptInRequest openRequest) {}

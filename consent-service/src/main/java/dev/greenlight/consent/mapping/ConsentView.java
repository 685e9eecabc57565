package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.consent.Consent;

/**
 * What a person has said, and what proves it.
 *
 * @param consent what was said
 * @param setBySequence the ledger entry that set it; 0 where nothing was said
 * @param setByEventId the id of that entry; empty where nothing was said
 * @param setBy for a person to read; empty where nothing was said
 */
public record ConsentView(Consent consent, long setBySequence, String setByEventId, String setBy) {}

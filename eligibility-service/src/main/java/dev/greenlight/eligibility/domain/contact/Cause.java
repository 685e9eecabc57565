package dev.greenlight.eligibility.domain.contact;

import java.time.Instant;

/**
 * What made something so, for somebody who asks why.
 *
 * @param eventId the id of the ledger entry or customer change
 * @param at when it took effect
 * @param by what or who did it, in words for a person
 */
public record Cause(String eventId, Instant at, String by) {}

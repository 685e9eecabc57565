package dev.greenlight.eligibility.domain.contact;

/**
 * What the owner of an address said last.
 *
 * @param status where it stands
 * @param scope what an opt-out ends
 * @param sequence the number of the ledger entry after which it held; a higher one is newer
 * @param setBy the ledger entry; its time is when the status began
 */
public record Consent(ConsentStatus status, OptOutScope scope, long sequence, Cause setBy) {}

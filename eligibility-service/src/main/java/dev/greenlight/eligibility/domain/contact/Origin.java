package dev.greenlight.eligibility.domain.contact;

/**
 * One change of a customer record, and the flags that are what they are because of it.
 *
 * @param flags the flags it set, on or off
 * @param cause the change
 */
public record Origin(Flags flags, Cause cause) {}

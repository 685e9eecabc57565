package dev.greenlight.eligibility.domain.contact;

import org.jspecify.annotations.Nullable;

/**
 * News from a customer record about one address.
 *
 * @param customerId the customer
 * @param revision the revision of the record; of several news the highest counts
 * @param held the contact method; null when the address is not on the record any more
 * @param cause the change of the record
 */
public record ContactFlags(
        String customerId, long revision, @Nullable ContactMethod held, Cause cause) {}

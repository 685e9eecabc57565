package dev.greenlight.eligibility.domain.audience;

import java.time.Instant;

/**
 * A customer is in an audience with the address.
 *
 * @param customerId the customer
 * @param audience the audience
 * @param since when the last of what the audience asks for came true
 */
public record Membership(String customerId, Audience audience, Instant since) {}

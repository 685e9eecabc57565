package dev.greenlight.eligibility.domain.audience;

import java.time.Instant;

/**
 * A customer is in an audience with the address.
 *
 * @param customerId the customer
 * @param audience the audience
 * @param since when the cause that made it join took effect
 */
public record Membership(String customerId, Audience audience, Instant since) {}

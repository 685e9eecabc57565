package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import java.util.function.UnaryOperator;

/**
 * What a record says about a contact.
 *
 * @param change what it does to the facts
 * @param cause who or what is behind it
 */
public record News(UnaryOperator<ContactFacts> change, Cause cause) {}

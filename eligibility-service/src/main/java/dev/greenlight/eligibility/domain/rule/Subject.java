package dev.greenlight.eligibility.domain.rule;

import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.Holder;
import org.jspecify.annotations.Nullable;

/**
 * Whom the rules are asked about.
 *
 * @param holder the customer with the address; null for an address that is on no customer record
 * @param consent what the person said; null where nothing is known
 * @param settings of the company
 */
public record Subject(@Nullable Holder holder, @Nullable Consent consent, CompanySettings settings) {}

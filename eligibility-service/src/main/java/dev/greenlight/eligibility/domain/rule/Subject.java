package dev.greenlight.eligibility.domain.rule;

import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.Flagged;
import org.jspecify.annotations.Nullable;

/**
 * Whom the rules are asked about.
 *
 * @param holder the customer with the address, or the customer alone where no address matters; null where no record is known
 * @param consent what the person said; null where nothing is known
 * @param settings of the company
 */
public record Subject(@Nullable Flagged holder, @Nullable Consent consent, CompanySettings settings) {}

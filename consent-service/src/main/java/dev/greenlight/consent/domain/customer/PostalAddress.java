package dev.greenlight.consent.domain.customer;

import org.jspecify.annotations.Nullable;

/**
 * Where a customer gets post.
 *
 * @param street the street and the number
 * @param unit the part of the building, or null where there is none
 * @param city the city or town
 * @param state the state, province or county; in the US its USPS code; null where a country has none
 * @param zip the postal code; in the US five digits, or nine with a hyphen; null where a country has none
 * @param country the ISO 3166 code of two letters
 */
public record PostalAddress(
        String street,
        @Nullable String unit,
        String city,
        @Nullable String state,
        @Nullable String zip,
        String country) {

    /** Safe for logs: the country only. */
    @Override
    public String toString() {
        return "address in " + country;
    }
}

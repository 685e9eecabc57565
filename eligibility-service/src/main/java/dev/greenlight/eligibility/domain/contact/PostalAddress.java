package dev.greenlight.eligibility.domain.contact;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer gets post.
 *
 * @param street the street and the number
 * @param unit the part of the building, or null where there is none
 * @param city the city or town
 * @param state the state, province or county; null where a country has none
 * @param zip the postal code; null where a country has none
 * @param country the ISO 3166 code of two letters
 */
public record PostalAddress(
        String street,
        @Nullable String unit,
        String city,
        @Nullable String state,
        @Nullable String zip,
        String country) {

    private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    /** No ZIP code begins with three zeros. */
    private static final Pattern US_ZIP = Pattern.compile("(?!000)[0-9]{5}(-[0-9]{4})?");

    /** States, the District of Columbia, territories, freely associated states, and the armed forces overseas. */
    private static final Set<String> US_STATES = Set.of(
            ("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK"
                            + " OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI FM MH PW AA AE AP")
                    .split(" "));

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /**
     * Whether post can be delivered there, as far as the address tells: a street and a city, and in the US, where post
     * is sorted by them, a state and a ZIP code too. Other countries have addresses without either.
     */
    public boolean isValid() {
        boolean hasPlace =
                LETTER_OR_DIGIT.matcher(street).find() && LETTER.matcher(city).find() && COUNTRIES.contains(country);
        return hasPlace && (!country.equals("US") || hasUsStateAndZip());
    }

    private boolean hasUsStateAndZip() {
        return state != null
                && US_STATES.contains(state)
                && zip != null
                && US_ZIP.matcher(zip).matches();
    }

    /** Safe for logs: the country only. */
    @Override
    public String toString() {
        return "address in " + country;
    }
}

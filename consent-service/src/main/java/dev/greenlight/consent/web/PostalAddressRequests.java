package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.customer.PostalAddress;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a postal address: exactly in the US, where post is sorted by state and ZIP code; elsewhere by length only. */
final class PostalAddressRequests {

    static final String DEFAULT_COUNTRY = "US";

    private static final String STREET = "street";
    private static final String UNIT = "unit";
    private static final String CITY = "city";
    private static final String STATE = "state";
    private static final String ZIP = "zip";
    private static final String COUNTRY = "country";
    private static final Set<String> FIELDS = Set.of(STREET, UNIT, CITY, STATE, ZIP, COUNTRY);

    private static final int LONGEST_STREET = 200;
    private static final int LONGEST_UNIT = 50;
    private static final int LONGEST_PLACE = 100;
    private static final int LONGEST_ZIP = 20;

    private static final Pattern US_ZIP = Pattern.compile("[0-9]{5}(-[0-9]{4})?");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** States, the District of Columbia, territories, freely associated states, and the armed forces overseas. */
    private static final Set<String> US_STATES = Set.of(
            ("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK"
                            + " OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI FM MH PW AA AE AP")
                    .split(" "));

    private PostalAddressRequests() {}

    /** @return null where something is wrong, which is added to the errors */
    static @Nullable PostalAddress read(JsonFields json) {
        json.allowOnly(FIELDS);
        json.require(STREET);
        json.require(CITY);
        String street = json.text(STREET, LONGEST_STREET);
        String unit = json.text(UNIT, LONGEST_UNIT);
        String city = json.text(CITY, LONGEST_PLACE);
        String state = json.text(STATE, LONGEST_PLACE);
        String zip = json.text(ZIP, LONGEST_ZIP);
        String country = country(json);
        if (DEFAULT_COUNTRY.equals(country)) {
            json.require(STATE);
            json.require(ZIP);
            state = usState(json, state);
            if (zip != null && !US_ZIP.matcher(zip).matches()) {
                json.add(ZIP, "must be five digits, or nine with a hyphen after the fifth");
            }
        }
        return street == null || city == null || country == null
                ? null
                : new PostalAddress(street, unit, city, state, zip, country);
    }

    private static @Nullable String country(JsonFields json) {
        String named = json.text(COUNTRY, LONGEST_PLACE);
        if (named == null) {
            return json.isNamed(COUNTRY) ? null : DEFAULT_COUNTRY;
        }
        String country = named.toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(country)) {
            json.add(COUNTRY, "must be an ISO 3166 code of two letters");
            return null;
        }
        return country;
    }

    private static @Nullable String usState(JsonFields json, @Nullable String state) {
        if (state == null) {
            return null;
        }
        String code = state.toUpperCase(Locale.ROOT);
        if (!US_STATES.contains(code)) {
            json.add(STATE, "must be a USPS code of two letters, such as CA");
        }
        return code;
    }
}

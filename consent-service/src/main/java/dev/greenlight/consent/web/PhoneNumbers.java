package dev.greenlight.consent.web;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.greenlight.consent.web.PhoneReading.Number;
import dev.greenlight.consent.web.PhoneReading.Refused;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads phone numbers as people write them.
 *
 * <p>Written with its country code, a number needs the right length only: the tables of ranges that are in use lag
 * behind the numbering plans, and a refused number of a real person is never found again. Written without it the
 * number must lie in such a range too, because then the country is our guess.
 */
final class PhoneNumbers {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    /** Neither letters, which are read as digits of a keypad, nor extensions, which would be lost. */
    private static final Pattern PLAIN = Pattern.compile("\\+?[0-9 ()./\\-\u00A0\u2011]{3,40}");

    static final String COUNTRY_CODE_RULE =
            "must start with + and the country code: the request does not tell the country";

    private static final String NO_SUCH_COUNTRY_RULE = "must have a country code that exists, and a number after it";

    private PhoneNumbers() {}

    /** @param country whose national form is taken too, or null for none */
    static PhoneReading read(String text, @Nullable String country) {
        boolean international = text.startsWith("+");
        if (!international && country == null) {
            return new Refused(COUNTRY_CODE_RULE);
        }
        if (!PLAIN.matcher(text).matches()) {
            return new Refused("must be a phone number, with nothing but digits, spaces and +()./-");
        }
        PhoneNumber number;
        try {
            number = PLANS.parse(text, country);
        } catch (NumberParseException e) {
            // its message would quote the number
            return new Refused(international ? NO_SUCH_COUNTRY_RULE : Addresses.NUMBER_RULE);
        }
        ValidationResult length = PLANS.isPossibleNumberWithReason(number);
        if (length != ValidationResult.IS_POSSIBLE) {
            return new Refused(rule(length));
        }
        if (!international && !PLANS.isValidNumber(number)) {
            return new Refused(
                    "must be a number that is in use in " + country + ", or start with + and the country code");
        }
        return new Number(PLANS.format(number, PhoneNumberFormat.E164));
    }

    private static String rule(ValidationResult length) {
        return switch (length) {
            case IS_POSSIBLE_LOCAL_ONLY -> "must have its area code";
            case TOO_SHORT -> "must be a phone number; it has too few digits";
            case TOO_LONG -> "must be a phone number; it has too many digits";
            case INVALID_COUNTRY_CODE -> NO_SUCH_COUNTRY_RULE;
            case INVALID_LENGTH, IS_POSSIBLE -> Addresses.NUMBER_RULE;
        };
    }
}

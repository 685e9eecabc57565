package dev.greenlight.eligibility.domain.contact;

/**
 * One address at one company: what consent belongs to.
 *
 * @param tenant the company
 * @param address a phone number in E.164 form, or an email address
 */
public record ContactKey(String tenant, String address) {

    /** Safe for logs: the address is personal data. */
    @Override
    public String toString() {
        return tenant + ":***";
    }
}

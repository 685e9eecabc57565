package dev.greenlight.consent.domain.customer;

/**
 * A phone number or email address on a customer record, with its preferences.
 *
 * @param contactMethodId unique within the customer
 * @param type what it is
 * @param value the phone number in E.164 form, or the email address
 * @param marketingUpdates whether the customer wants marketing updates there
 * @param jobNotifications whether the customer wants job notifications there
 */
public record ContactMethod(
        String contactMethodId,
        ContactMethodType type,
        String value,
        boolean marketingUpdates,
        boolean jobNotifications) {

    /** Safe for logs: without the address. */
    @Override
    public String toString() {
        return type + " " + contactMethodId;
    }
}

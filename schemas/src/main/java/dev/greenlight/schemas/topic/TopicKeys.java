package dev.greenlight.schemas.topic;

import java.util.regex.Pattern;

/**
 * Makes and takes apart the keys of records. Co-partitioning depends on every writer making the same key.
 *
 * <p>A tenant and a customer id never hold a colon, so the first colon always ends the tenant; an address may.
 */
public final class TopicKeys {

    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern CUSTOMER_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private TopicKeys() {}

    /** Whether the text can name a tenant: lower case letters, digits and hyphens, at most 63 characters. */
    public static boolean isTenant(String text) {
        return TENANT.matcher(text).matches();
    }

    /** Whether the text can be a customer id: letters, digits, dots, hyphens and underscores, at most 64 characters. */
    public static boolean isCustomerId(String text) {
        return CUSTOMER_ID.matcher(text).matches();
    }

    public static String ofAddress(String tenant, String address) {
        return tenant + ':' + address;
    }

    public static String ofCustomer(String tenant, String customerId) {
        return tenant + ':' + customerId;
    }

    public static String ofCustomerAddress(String tenant, String customerId, String address) {
        return tenant + ':' + customerId + ':' + address;
    }

    /**
     * The tenant of any key.
     *
     * @throws IllegalArgumentException for a key without a colon that is no tenant either
     */
    public static String tenantOf(String key) {
        int colon = key.indexOf(':');
        String tenant = colon < 0 ? key : key.substring(0, colon);
        if (!isTenant(tenant)) {
            throw new IllegalArgumentException("Not a key of ours: it does not start with a tenant");
        }
        return tenant;
    }
}

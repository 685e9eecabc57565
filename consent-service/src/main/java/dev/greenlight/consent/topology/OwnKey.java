package dev.greenlight.consent.topology;

import org.jspecify.annotations.Nullable;

/** Keeps a record under another address's key from changing that address's consent. */
final class OwnKey {

    private OwnKey() {}

    /** Without making the key anew: it is done for every text. */
    static void require(@Nullable String key, String tenant, String address) {
        if (key == null
                || key.length() != tenant.length() + 1 + address.length()
                || !key.startsWith(tenant)
                || key.charAt(tenant.length()) != ':'
                || !key.endsWith(address)) {
            throw new UnusableEventException("The key does not name the company and the address that the value names");
        }
    }
}

package dev.greenlight.consent.web;

import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name of the key, or the subject of the token
 * @param tenant that the caller belongs to, {@code *} for all, or null for none
 */
public record Caller(String name, @Nullable String tenant) {

    private static final String ALL = "*";

    /** Whether the caller may know that the tenant exists. */
    public boolean belongsTo(String otherTenant) {
        return ALL.equals(tenant) || otherTenant.equals(tenant);
    }
}

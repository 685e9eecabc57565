package dev.greenlight.eligibility.web;

import org.springframework.security.core.Authentication;

/** Which companies a caller may ask about. Keys and tokens both carry it as an authority. */
public final class TenantAccess {

    /** The tenant that stands for all of them. */
    public static final String EVERY_TENANT = "*";

    private static final String PREFIX = "TENANT_";

    private TenantAccess() {}

    /** The authority of a caller that belongs to the tenant. */
    public static String authority(String tenant) {
        return PREFIX + tenant;
    }

    /** What belongs to another company does not exist for the caller. */
    static void require(Authentication caller, String tenant) {
        boolean allowed = caller.getAuthorities().stream()
                .map(granted -> String.valueOf(granted.getAuthority()))
                .anyMatch(granted -> granted.equals(authority(tenant)) || granted.equals(authority(EVERY_TENANT)));
        if (!allowed) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }
}

package dev.greenlight.eligibility.config;

import dev.greenlight.eligibility.web.TenantAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a caller may do, the same for keys and tokens. */
final class Authorities {

    static final String OFFICE = "OFFICE";
    static final String CAMPAIGN = "CAMPAIGN";
    static final String ADMIN = "ADMIN";

    private Authorities() {}

    /**
     * @param tenant null for a caller that belongs to none
     */
    static Collection<GrantedAuthority> of(@Nullable String tenant, List<String> roles) {
        var granted = new ArrayList<GrantedAuthority>();
        for (String role : roles) {
            granted.add(new SimpleGrantedAuthority("ROLE_" + role.toUpperCase(Locale.ROOT)));
        }
        if (tenant != null) {
            granted.add(new SimpleGrantedAuthority(TenantAccess.authority(tenant)));
        }
        return granted;
    }

    /** From the claims {@code tenant} and {@code roles}. */
    static Collection<GrantedAuthority> of(Jwt token) {
        List<String> roles = token.getClaimAsStringList("roles");
        return of(token.getClaimAsString("tenant"), roles == null ? List.of() : roles);
    }
}

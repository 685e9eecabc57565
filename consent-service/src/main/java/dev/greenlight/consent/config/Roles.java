package dev.greenlight.consent.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a caller may do, by the names that stand in keys and tokens. */
final class Roles {

    static final String OFFICE = "OFFICE";
    static final String CAMPAIGN = "CAMPAIGN";
    static final String ADMIN = "ADMIN";

    private Roles() {}

    static Collection<GrantedAuthority> authorities(@Nullable Collection<String> roles) {
        return roles == null
                ? List.of()
                : roles.stream()
                        .<GrantedAuthority>map(
                                role -> new SimpleGrantedAuthority("ROLE_" + role.toUpperCase(Locale.ROOT)))
                        .toList();
    }
}

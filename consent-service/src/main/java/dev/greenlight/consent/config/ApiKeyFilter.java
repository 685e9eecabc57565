package dev.greenlight.consent.config;

import dev.greenlight.consent.config.ConsentServiceProperties.ApiKey;
import dev.greenlight.consent.web.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows callers by the keys that were given to them. */
final class ApiKeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";
    private static final int HASH_BYTES = 32;

    private final List<Known> known;

    private record Known(byte[] sha256, ApiKey key) {}

    /**
     * @throws IllegalArgumentException when a hash is not the 64 hexadecimal digits of SHA-256
     */
    ApiKeyFilter(List<ApiKey> keys) {
        known = keys.stream().map(ApiKeyFilter::known).toList();
    }

    private static Known known(ApiKey key) {
        byte[] sha256 = HexFormat.of().parseHex(key.sha256());
        if (sha256.length != HASH_BYTES) {
            throw new IllegalArgumentException(
                    "greenlight.security.api-keys: sha256 of " + key.name() + " is not a SHA-256 hash");
        }
        return new Known(sha256, key);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ApiKey key = find(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (key != null) {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    new Caller(key.name(), key.tenant()), null, Roles.authorities(key.roles())));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    /** Compares with every key, found or not, so that the time tells nothing. */
    private @Nullable ApiKey find(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        byte[] sha256 = sha256(authorization.substring(SCHEME.length()).strip());
        ApiKey found = null;
        for (Known candidate : known) {
            if (MessageDigest.isEqual(candidate.sha256, sha256)) {
                found = candidate.key;
            }
        }
        return found;
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}

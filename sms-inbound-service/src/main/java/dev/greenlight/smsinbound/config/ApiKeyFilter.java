package dev.greenlight.smsinbound.config;

import dev.greenlight.smsinbound.config.SecurityProperties.ApiKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows the caller by the key in {@code Authorization: Bearer <key>}. */
final class ApiKeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";

    private final List<Hashed> keys;

    private record Hashed(byte[] sha256, ApiKey key) {}

    /**
     * @throws IllegalArgumentException when a hash is not the 64 hexadecimal digits of SHA-256
     */
    ApiKeyFilter(List<ApiKey> keys) {
        List<Hashed> hashed = new ArrayList<>();
        for (ApiKey key : keys) {
            byte[] sha256 = HexFormat.of().parseHex(key.sha256());
            if (sha256.length != 32) {
                throw new IllegalArgumentException(
                        "greenlight.security.api-keys: sha256 of " + key.name() + " is not a SHA-256 hash");
            }
            hashed.add(new Hashed(sha256, key));
        }
        this.keys = List.copyOf(hashed);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        find(request.getHeader("Authorization")).ifPresent(key -> {
            var authorities = AuthorityUtils.createAuthorityList(key.roles().stream()
                    .map(role -> "ROLE_" + role.toUpperCase(Locale.ROOT))
                    .toList());
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(key.name(), null, authorities));
            SecurityContextHolder.setContext(context);
        });
        chain.doFilter(request, response);
    }

    /** Compares with every key, found or not, so that the time tells nothing. */
    private Optional<ApiKey> find(@Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        byte[] sha256 = sha256(authorization.substring(SCHEME.length()).strip());
        ApiKey found = null;
        for (Hashed hashed : keys) {
            if (MessageDigest.isEqual(hashed.sha256(), sha256)) {
                found = hashed.key();
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}

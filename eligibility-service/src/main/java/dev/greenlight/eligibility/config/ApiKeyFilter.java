package dev.greenlight.eligibility.config;

import dev.greenlight.eligibility.config.SecurityProperties.ApiKey;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises a caller by {@code Authorization: Bearer <key>}. */
final class ApiKeyFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";
    private static final int SHA256_BYTES = 32;

    private final List<KnownKey> known = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    private record KnownKey(byte[] sha256, UsernamePasswordAuthenticationToken caller) {}

    /**
     * @throws IllegalArgumentException when a configured hash is not 64 hexadecimal digits
     */
    ApiKeyFilter(List<ApiKey> keys) {
        for (ApiKey key : keys) {
            byte[] hash = HexFormat.of().parseHex(key.sha256());
            if (hash.length != SHA256_BYTES) {
                throw new IllegalArgumentException("The sha256 of API key " + key.name() + " is not a SHA-256 hash");
            }
            known.add(new KnownKey(
                    hash,
                    UsernamePasswordAuthenticationToken.authenticated(
                            key.name(), null, Authorities.of(key.tenant(), key.roles()))));
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        UsernamePasswordAuthenticationToken caller = callerWith(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (caller != null) {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(caller);
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    /** Compares with every key, also after one has matched: the time it takes tells nothing. */
    private @Nullable UsernamePasswordAuthenticationToken callerWith(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        byte[] hash = sha256(authorization.substring(BEARER.length()).strip());
        UsernamePasswordAuthenticationToken match = null;
        for (KnownKey key : known) {
            if (MessageDigest.isEqual(key.sha256(), hash)) {
                match = key.caller();
            }
        }
        return match;
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

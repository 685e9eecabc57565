package dev.greenlight.smsinbound.webhook.gateway.bandwidth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A name and a password that Bandwidth proves itself with: HTTP Basic, as RFC 7617 has it. */
public record BandwidthUser(String name, String password) {

    private static final String SCHEME = "Basic ";

    /**
     * @throws IllegalArgumentException for a name with a colon, which ends the name in the header
     */
    public BandwidthUser {
        if (name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("The name of a user of HTTP Basic cannot hold a colon");
        }
    }

    /** Whether the header holds this name and this password; both are compared whatever the other is. */
    boolean isNamedIn(@Nullable String authorization) {
        byte[] given = credentials(authorization);
        int colon = 0;
        while (colon < given.length && given[colon] != ':') {
            colon++;
        }
        byte[] givenName = new byte[colon];
        System.arraycopy(given, 0, givenName, 0, colon);
        int start = Math.min(given.length, colon + 1);
        byte[] givenPassword = new byte[given.length - start];
        System.arraycopy(given, start, givenPassword, 0, givenPassword.length);
        boolean isName = MessageDigest.isEqual(name.getBytes(StandardCharsets.UTF_8), givenName);
        boolean isPassword = MessageDigest.isEqual(password.getBytes(StandardCharsets.UTF_8), givenPassword);
        return isName & isPassword & colon < given.length;
    }

    /** What Bandwidth puts into the header {@code Authorization}. */
    String authorization() {
        return SCHEME + Base64.getEncoder().encodeToString((name + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] credentials(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Safe for logs. */
    @Override
    public String toString() {
        return "BandwidthUser";
    }
}

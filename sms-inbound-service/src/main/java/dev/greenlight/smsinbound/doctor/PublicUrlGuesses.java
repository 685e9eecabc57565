package dev.greenlight.smsinbound.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a service may believe its own address to be when a proxy hides the one that gateways call. */
final class PublicUrlGuesses {

    private PublicUrlGuesses() {}

    /**
     * The addresses, the likeliest first, without the right one.
     *
     * @param right scheme, host, port if any and the start of a path if any; no slash at the end
     * @param configured what the configuration says, if anything
     * @param port that the service itself listens on
     */
    static List<String> of(URI right, @Nullable String configured, String port) {
        Set<String> guesses = new LinkedHashSet<>();
        if (configured != null && !configured.isBlank()) {
            guesses.add(withoutSlash(configured.strip()));
        }
        List<String> hosts = List.of(right.getHost(), "localhost", "127.0.0.1", "sms-inbound-service");
        List<String> authorities = new ArrayList<>(List.of(right.getRawAuthority()));
        hosts.forEach(host -> authorities.add(host + ':' + port));
        authorities.addAll(hosts);
        String path = withoutSlash(right.getRawPath());
        for (String authority : authorities) {
            for (String scheme : List.of("https", "http")) {
                guesses.add(scheme + "://" + authority + path);
                guesses.add(scheme + "://" + authority);
            }
        }
        guesses.remove(withoutSlash(right.toString()));
        return List.copyOf(guesses);
    }

    static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}

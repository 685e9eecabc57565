package dev.greenlight.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Tells the address of a client that comes through proxies. {@code X-Forwarded-For} is believed only as far as trusted
 * proxies have written it: anybody can send that header.
 */
public final class ClientAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final int NETWORK_BYTES = 8;

    private final List<IpAddressMatcher> trusted;

    /**
     * @param trustedProxies their addresses or networks, such as {@code 10.0.0.0/8}
     * @throws IllegalArgumentException when one of them is neither
     */
    public ClientAddresses(List<String> trustedProxies) {
        trusted = trustedProxies.stream().map(IpAddressMatcher::new).toList();
    }

    /** The last address that no trusted proxy has. */
    String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        for (String hop : hopsNearestFirst(request)) {
            if (!isTrusted(address) || !ADDRESS.matcher(hop).matches()) {
                return address;
            }
            address = hop;
        }
        return address;
    }

    /** The address itself, or the first half of an IPv6 address: whoever has one has the 2^64 of that network. */
    static String networkOf(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // asks no name server: only addresses have colons
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(NETWORK_BYTES, bytes.length));
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static List<String> hopsNearestFirst(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders(FORWARDED_FOR))) {
            for (String hop : header.split(",")) {
                hops.add(hop.strip());
            }
        }
        Collections.reverse(hops);
        return hops;
    }

    private boolean isTrusted(String address) {
        try {
            return trusted.stream().anyMatch(proxy -> proxy.matches(address));
        } catch (IllegalArgumentException e) {
            // looks like an address and is none
            return false;
        }
    }
}

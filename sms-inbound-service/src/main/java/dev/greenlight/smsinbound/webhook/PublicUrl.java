package dev.greenlight.smsinbound.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The address that gateways call us by, which is what they sign; behind a proxy it is not what we see ourselves. */
public final class PublicUrl {

    private final @Nullable String configured;

    /**
     * @param configured scheme and host, with a port and the start of a path where there are any; null or blank to
     *     take what each request says of itself
     * @throws IllegalArgumentException for anything but such an address
     */
    public PublicUrl(@Nullable String configured) {
        this.configured = configured == null || configured.isBlank() ? null : checked(configured.strip());
    }

    /** Raw path and raw query behind the configured address, or behind the request's own. */
    String of(HttpServletRequest request) {
        var url = new StringBuilder(160);
        if (configured != null) {
            url.append(configured);
        } else {
            url.append(request.getScheme()).append("://").append(host(request));
        }
        url.append(request.getRequestURI());
        if (request.getQueryString() != null) {
            url.append('?').append(request.getQueryString());
        }
        return url.toString();
    }

    private static String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host == null ? request.getServerName() + ':' + request.getServerPort() : host;
    }

    private static String checked(String address) {
        try {
            var uri = new URI(address);
            boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "greenlight.sms-inbound.public-url must look like https://sms.example.com, without a query");
    }
}

package dev.greenlight.smsinbound.webhook.gateway.twilio;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The spellings of one URL that Twilio may have signed: its own services do not agree on whether the port is part of it
 * and on how an apostrophe in the query is written.
 */
final class SignedUrls {

    private SignedUrls() {}

    /** The spellings, the likeliest first. */
    static Set<String> of(String url) {
        Set<String> spellings = new LinkedHashSet<>();
        addPortSpellings(spellings, url);
        int query = url.indexOf('?');
        if (query >= 0) {
            String path = url.substring(0, query);
            String parameters = url.substring(query);
            addPortSpellings(spellings, path + parameters.replace("'", "%27"));
            addPortSpellings(spellings, path + parameters.replace("%27", "'"));
        }
        return spellings;
    }

    private static void addPortSpellings(Set<String> spellings, String url) {
        spellings.add(url);
        int authority = url.indexOf("://") + 3;
        int path = endOfAuthority(url, authority);
        int host = Math.max(authority, url.lastIndexOf('@', path - 1) + 1);
        int colon = url.lastIndexOf(':', path - 1);
        boolean hasPort = colon > Math.max(host, url.lastIndexOf(']', path - 1));
        if (hasPort) {
            spellings.add(url.substring(0, colon) + url.substring(path));
        } else {
            String defaultPort = url.startsWith("https:") ? ":443" : ":80";
            spellings.add(url.substring(0, path) + defaultPort + url.substring(path));
        }
    }

    private static int endOfAuthority(String url, int authority) {
        for (int i = authority; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '/' || c == '?') {
                return i;
            }
        }
        return url.length();
    }
}

package dev.greenlight.smsinbound.doctor;

import dev.greenlight.smsinbound.commandline.CommandArguments;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator asked for.
 *
 * @param url that gateways call, without {@code /webhooks}
 * @param tenant the only one to try
 * @param gateway the only one to try
 * @param settings for Spring Boot, which change the configuration
 */
record DoctorOptions(Optional<String> url, Optional<String> tenant, Optional<String> gateway, List<String> settings) {

    private static final String HINT =
            "use --url=https://sms.example.com, --tenant=name, --gateway=name, or a setting with a dot in its name";

    /**
     * @throws IllegalArgumentException for anything else
     */
    static DoctorOptions parse(List<String> arguments) {
        var found = CommandArguments.parse(arguments, Set.of("--url", "--tenant", "--gateway"), Set.of(), HINT);
        return new DoctorOptions(
                found.value("--url").map(url -> publicUrl(url).toString()),
                found.value("--tenant"),
                found.value("--gateway"),
                found.settings());
    }

    /**
     * @throws IllegalArgumentException for what is not the address of a web server
     */
    static URI publicUrl(String text) {
        try {
            var uri = new URI(text);
            boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new IllegalArgumentException("an address looks like https://sms.example.com, without a query");
    }

    boolean asksFor(String wantedTenant, String wantedGateway) {
        return tenant.orElse(wantedTenant).equals(wantedTenant)
                && gateway.orElse(wantedGateway).equals(wantedGateway);
    }
}

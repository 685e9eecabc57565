package dev.greenlight.smsinbound.doctor;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the operator asked for.
 *
 * @param url that gateways call, without {@code /webhooks}
 * @param tenant the only one to try
 * @param gateway the only one to try
 * @param settings for Spring Boot, which change the configuration
 */
record DoctorOptions(Optional<String> url, Optional<String> tenant, Optional<String> gateway, List<String> settings) {

    private static final String HINT = ": use --url=https://sms.example.com, --tenant=name, --gateway=name, or a"
            + " setting with a dot in its name";

    /**
     * @throws IllegalArgumentException for anything else
     */
    static DoctorOptions parse(List<String> arguments) {
        Optional<String> url = Optional.empty();
        Optional<String> tenant = Optional.empty();
        Optional<String> gateway = Optional.empty();
        List<String> settings = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String value = argument.substring(equals + 1);
            if (equals < 0 || !name.startsWith("--") || value.isEmpty()) {
                throw new IllegalArgumentException("not an option" + HINT);
            }
            switch (name) {
                case "--url" -> url = Optional.of(publicUrl(value).toString());
                case "--tenant" -> tenant = Optional.of(value);
                case "--gateway" -> gateway = Optional.of(value);
                default -> {
                    if (name.indexOf('.') < 0) {
                        throw new IllegalArgumentException("there is no option " + name + HINT);
                    }
                    settings.add(argument);
                }
            }
        }
        return new DoctorOptions(url, tenant, gateway, List.copyOf(settings));
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

package dev.greenlight.localstack;

import dev.greenlight.consent.ConsentServiceApplication;
import dev.greenlight.eligibility.EligibilityServiceApplication;
import dev.greenlight.smsinbound.SmsInboundServiceApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which services the stack runs, and what it tells each of them. */
final class HostedServices {

    private final StackSettings stack;
    private final DevCredentials credentials;
    private final String bootstrapServers;
    private final String registryUrl;

    HostedServices(StackSettings stack, DevCredentials credentials, String bootstrapServers, String registryUrl) {
        this.stack = stack;
        this.credentials = credentials;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
    }

    /** In the order of the data, from the webhook to the audience. */
    static List<Component> all() {
        return List.of(Component.SMS_INBOUND, Component.CONSENT, Component.ELIGIBILITY);
    }

    /**
     * Starts one of them.
     *
     * @throws StackNotStartedException naming it and the reason
     */
    HostedService start(Component service) {
        return HostedService.start(service, applicationOf(service), stack, settingsOf(service));
    }

    private static Class<?> applicationOf(Component service) {
        return switch (service) {
            case SMS_INBOUND -> SmsInboundServiceApplication.class;
            case CONSENT -> ConsentServiceApplication.class;
            case ELIGIBILITY -> EligibilityServiceApplication.class;
            case BROKER, REGISTRY -> throw new IllegalArgumentException(service.title() + " is no service of ours");
        };
    }

    private Map<String, Object> settingsOf(Component service) {
        var settings = new HashMap<String, Object>();
        settings.put("spring.config.name", service.title());
        settings.put("spring.main.banner-mode", "off");
        settings.put("spring.main.log-startup-info", "false");
        settings.put("server.address", Ports.LOOPBACK);
        settings.put("server.port", stack.port(service));
        settings.put("spring.kafka.bootstrap-servers", bootstrapServers);
        settings.put("spring.kafka.properties.schema.registry.url", registryUrl);
        settings.put("greenlight.partitions", stack.partitions());
        settings.put("greenlight.state-dir", stack.directory().resolve("state").resolve(service.title()));
        settings.put("greenlight.instance-id", "local");
        settings.put("greenlight.advertised-address", stack.address(service));
        settings.putAll(apiKeys());
        if (service == Component.SMS_INBOUND) {
            settings.putAll(demoCompany());
        }
        if (service == Component.CONSENT) {
            settings.put("greenlight.erasure.key", credentials.erasureKey());
            settings.put("greenlight.unsubscribe.public-url", "http://" + stack.address(service));
            settings.put("greenlight.unsubscribe.keys[0].id", 1);
            settings.put("greenlight.unsubscribe.keys[0].secret", credentials.unsubscribeSecret());
        }
        return settings;
    }

    private Map<String, Object> demoCompany() {
        String prefix = "greenlight.sms-inbound.tenants." + DevCredentials.TENANT + ".";
        return Map.of(
                prefix + "numbers", DevCredentials.TENANT_NUMBER,
                prefix + "twilio.auth-tokens", credentials.twilioAuthToken(),
                prefix + "generic.secrets", credentials.genericSecret());
    }

    private Map<String, Object> apiKeys() {
        var settings = new HashMap<String, Object>();
        List<ApiKey> keys = List.of(
                new ApiKey("dev-office", credentials.officeKey(), DevCredentials.TENANT, "office"),
                new ApiKey("dev-campaign", credentials.campaignKey(), DevCredentials.TENANT, "campaign"),
                new ApiKey("dev-admin", credentials.adminKey(), "*", "admin"));
        for (int number = 0; number < keys.size(); number++) {
            String prefix = "greenlight.security.api-keys[" + number + "].";
            ApiKey key = keys.get(number);
            settings.put(prefix + "name", key.name());
            settings.put(prefix + "sha256", DevCredentials.hashOf(key.key()));
            settings.put(prefix + "tenant", key.tenant());
            settings.put(prefix + "roles", key.role());
        }
        return settings;
    }

    private record ApiKey(String name, String key, String tenant, String role) {}
}

package dev.greenlight.localstack.tour;

import dev.greenlight.localstack.Component;
import dev.greenlight.localstack.DevCredentials;
import dev.greenlight.localstack.LocalStack;
import dev.greenlight.localstack.Options;
import dev.greenlight.localstack.RunningStack;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * What the tour visits, and with which keys.
 *
 * @param smsInbound base address of sms-inbound-service, as its gateways call it
 * @param consent base address of consent-service
 * @param eligibility base address of eligibility-service
 * @param bootstrapServers of the cluster whose audience topic is watched
 * @param registryUrl of the registry that knows the schema of that topic
 * @param tenant the company
 * @param tenantNumber where it receives texts
 * @param officeKey a key with the role office for that company
 * @param twilioAuthToken signs webhooks for that company
 * @param patience how long each step may take
 */
public record TourSettings(
        URI smsInbound,
        URI consent,
        URI eligibility,
        String bootstrapServers,
        String registryUrl,
        String tenant,
        String tenantNumber,
        String officeKey,
        String twilioAuthToken,
        Duration patience) {

    private static final int DEFAULT_PATIENCE_SECONDS = 30;

    /**
     * Reads what the local stack has written to its directory ({@code --data-dir}), unless each address and key is
     * given as an option of its own.
     *
     * @throws IllegalArgumentException where nothing says what to visit
     */
    static TourSettings of(Options options) {
        var directory = Path.of(options.take("data-dir", ".greenlight"));
        var settings = new TourSettings(
                URI.create(address(options, "sms-inbound-url", directory, Component.SMS_INBOUND)),
                URI.create(address(options, "consent-url", directory, Component.CONSENT)),
                URI.create(address(options, "eligibility-url", directory, Component.ELIGIBILITY)),
                address(options, "bootstrap-servers", directory, Component.BROKER),
                address(options, "registry-url", directory, Component.REGISTRY),
                options.take("tenant", DevCredentials.TENANT),
                options.take("tenant-number", DevCredentials.TENANT_NUMBER),
                secret(options, "office-key", directory, DevCredentials::officeKey),
                secret(options, "twilio-auth-token", directory, DevCredentials::twilioAuthToken),
                Duration.ofSeconds(options.takeNumber("patience-seconds", DEFAULT_PATIENCE_SECONDS, 1, 3600)));
        options.refuseTheRest();
        return settings;
    }

    /** The tour of a stack that runs in this JVM. */
    public static TourSettings of(LocalStack stack) {
        return of(Options.parse("--data-dir=" + stack.settings().directory()));
    }

    private static String address(Options options, String option, Path directory, Component component) {
        String given = options.take(option);
        return given == null ? RunningStack.in(directory).address(component) : given;
    }

    private static String secret(
            Options options, String option, Path directory, Function<DevCredentials, String> kind) {
        String given = options.take(option);
        return given == null ? kind.apply(DevCredentials.in(directory)) : given;
    }
}

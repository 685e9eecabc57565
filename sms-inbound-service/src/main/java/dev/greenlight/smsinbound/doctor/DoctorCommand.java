package dev.greenlight.smsinbound.doctor;

import dev.greenlight.smsinbound.commandline.CommandContext;
import dev.greenlight.smsinbound.config.SmsInboundConfiguration;
import dev.greenlight.smsinbound.config.SmsInboundProperties;
import dev.greenlight.smsinbound.domain.Tenants;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.SmsGateways;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tries the webhooks of every tenant against the service that runs, and says what is wrong and what to do.
 *
 * <p>It reads the configuration that the service reads, and starts nothing: no web server, no client of Kafka. Nothing
 * is written anywhere, because the texts it sends mean nothing for consent.
 */
public final class DoctorCommand {

    /** The first argument that asks for it. */
    public static final String NAME = "doctor";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final DoctorOptions options;
    private final PrintStream out;

    private DoctorCommand(DoctorOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * @param configName of the configuration file, without its ending
     * @param arguments {@code --url}, {@code --tenant}, {@code --gateway}, and settings of Spring Boot
     * @return 0 where all is right, 1 where something is wrong, 2 for arguments that cannot be understood
     */
    public static int run(String configName, List<String> arguments, PrintStream out, PrintStream err) {
        DoctorOptions options;
        try {
            options = DoctorOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println(NAME + ": " + e.getMessage());
            return 2;
        }
        // what needs Kafka or a meter is never asked for
        try (var context = CommandContext.start(SmsInboundConfiguration.class, configName, options.settings())) {
            return new DoctorCommand(options, out).run(context) ? 0 : 1;
        } catch (RuntimeException e) {
            err.println(NAME + ": the configuration cannot be used: " + CommandContext.rootMessage(e));
            return 1;
        }
    }

    private boolean run(ConfigurableApplicationContext context) {
        context.getBean(Tenants.class); // says what is wrong with the numbers
        var properties = context.getBean(SmsInboundProperties.class);
        var gateways = context.getBean(SmsGateways.class);
        Optional<String> url = options.url().or(() -> configured(properties.publicUrl()));
        if (url.isEmpty()) {
            out.println("WRONG: neither --url nor greenlight.sms-inbound.public-url says what gateways call.");
            return false;
        }
        URI publicUrl = DoctorOptions.publicUrl(url.get());
        String port = context.getEnvironment().getProperty("server.port", "8081");
        try (var caller = new WebhookCaller(PATIENCE)) {
            var doctor = new Doctor(
                    caller,
                    context.getBean(Clock.class),
                    PublicUrlGuesses.withoutSlash(publicUrl.toString()),
                    PublicUrlGuesses.of(publicUrl, properties.publicUrl(), port));
            return examine(doctor, properties, gateways.all());
        }
    }

    private boolean examine(Doctor doctor, SmsInboundProperties properties, List<SmsGateway> gateways) {
        boolean allRight = true;
        boolean anything = false;
        for (String tenant : properties.tenants().keySet().stream().sorted().toList()) {
            List<String> numbers = numbers(properties, tenant);
            for (SmsGateway gateway : gateways) {
                if (options.asksFor(tenant, gateway.name())) {
                    for (Finding finding : doctor.examine(tenant, numbers, gateway)) {
                        anything = true;
                        allRight &= finding.isRight();
                        out.println(tenant + ' ' + gateway.name() + ": " + (finding.isRight() ? "" : "WRONG: ")
                                + finding.text());
                    }
                }
            }
        }
        if (!anything) {
            out.println("WRONG: the configuration names no such tenant with a gateway that could be tried.");
        }
        return allRight && anything;
    }

    private static List<String> numbers(SmsInboundProperties properties, String tenant) {
        SmsInboundProperties.Tenant found = properties.tenants().get(tenant);
        return found == null ? List.of() : List.copyOf(found.numbers());
    }

    private static Optional<String> configured(@Nullable String url) {
        return Optional.ofNullable(url).filter(text -> !text.isBlank());
    }
}

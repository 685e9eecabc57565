package dev.greenlight.smsinbound;

import dev.greenlight.smsinbound.doctor.DoctorCommand;
import dev.greenlight.smsinbound.reread.RereadCommand;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Takes what people text us from SMS gateways to the log. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class) // there are keys, no users
public class SmsInboundServiceApplication {

    /** Name of the configuration file, without its ending: each service has its own, so that several share a JVM. */
    public static final String CONFIG_NAME = "sms-inbound-service";

    /**
     * Runs the service, or {@code doctor}, which tries the webhooks of one that runs, or {@code reread}, which tries
     * changed words on the texts that are kept.
     */
    public static void main(String... arguments) {
        List<String> all = List.of(arguments);
        switch (all.isEmpty() ? "" : all.getFirst()) {
            case DoctorCommand.NAME ->
                System.exit(DoctorCommand.run(CONFIG_NAME, all.subList(1, all.size()), System.out, System.err));
            case RereadCommand.NAME ->
                System.exit(RereadCommand.run(CONFIG_NAME, all.subList(1, all.size()), System.out, System.err));
            default -> application().run(arguments);
        }
    }

    /** The application, ready to run, for a launcher that starts several services in one JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(SmsInboundServiceApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=" + CONFIG_NAME);
    }
}

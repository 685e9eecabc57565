package dev.greenlight.smsinbound;

import dev.greenlight.smsinbound.doctor.DoctorCommand;
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

    /** Runs the service, or {@code doctor}, which tries the webhooks of one that runs. */
    public static void main(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(DoctorCommand.NAME)) {
            List<String> options = List.of(arguments).subList(1, arguments.length);
            System.exit(DoctorCommand.run(CONFIG_NAME, options, System.out, System.err));
        }
        application().run(arguments);
    }

    /** The application, ready to run, for a launcher that starts several services in one JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(SmsInboundServiceApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=" + CONFIG_NAME);
    }
}

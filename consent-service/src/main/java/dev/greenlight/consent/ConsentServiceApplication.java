package dev.greenlight.consent;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Decides who has agreed to be texted, and keeps what the office knows about customers. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class) // there are keys, no users
public class ConsentServiceApplication {

    /** Name of the configuration file, without its ending: each service has its own, so that several share a JVM. */
    public static final String CONFIG_NAME = "consent-service";

    public static void main(String... arguments) {
        application().run(arguments);
    }

    /** The application, ready to run, for a launcher that starts several services in one JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ConsentServiceApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=" + CONFIG_NAME);
    }
}

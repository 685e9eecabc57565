package dev.greenlight.eligibility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Keeps the audiences, and explains them. */
@SpringBootApplication(
        exclude = UserDetailsServiceAutoConfiguration.class) // callers have keys or tokens, not passwords
public class EligibilityServiceApplication {

    /** The name of the configuration file without its ending; one for each service, so that several share a JVM. */
    public static final String CONFIG_NAME = "eligibility-service";

    public static void main(String... arguments) {
        application().run(arguments);
    }

    /** The application, ready to run, for a launcher that starts several services in one JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(EligibilityServiceApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=" + CONFIG_NAME);
    }
}

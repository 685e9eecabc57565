package dev.greenlight.consent;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. Its settings are in {@code consent-service.yml}. */
@SpringBootApplication
public class ConsentServiceApplication {

    /** The name of the service's configuration file, its own so that several services can share a JVM. */
    public static final String CONFIGURATION_NAME = "consent-service";

    public static void main(String[] arguments) {
        var application = new SpringApplication(ConsentServiceApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", CONFIGURATION_NAME));
        application.run(arguments);
    }
}

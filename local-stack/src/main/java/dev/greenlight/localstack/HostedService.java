package dev.greenlight.localstack;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** One of the services, in this JVM. */
final class HostedService implements AutoCloseable {

    private final Component component;
    private final ConfigurableApplicationContext context;
    private final URI readiness;

    private HostedService(Component component, ConfigurableApplicationContext context, URI readiness) {
        this.component = component;
        this.context = context;
        this.readiness = readiness;
    }

    /**
     * Starts it; {@link #awaitReady} tells when it has warmed up.
     *
     * @param application its main class
     * @param settings its properties, over those of its own configuration file
     * @throws StackNotStartedException naming it and the reason
     */
    static HostedService start(
            Component component, Class<?> application, StackSettings stack, Map<String, Object> settings) {
        try {
            SpringApplication spring = new SpringApplicationBuilder(application)
                    // the stack stops its parts in order, in one hook of its own
                    .registerShutdownHook(false)
                    .build();
            ConfigurableApplicationContext context = spring.run(settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new));
            return new HostedService(
                    component, context, URI.create(stack.url(component) + "/actuator/health/readiness"));
        } catch (RuntimeException e) {
            throw new StackNotStartedException(
                    component.title() + " did not start: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage(),
                    e);
        }
    }

    /**
     * @throws StackNotStartedException if it does not get ready in time
     */
    void awaitReady(Duration atMost) throws InterruptedException {
        if (!Readiness.await(readiness, atMost, context::isActive)) {
            throw new StackNotStartedException(
                    component.title() + " is not ready after " + atMost.toSeconds() + " s: " + readiness);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}

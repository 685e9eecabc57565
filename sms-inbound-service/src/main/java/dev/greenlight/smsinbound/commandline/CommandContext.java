package dev.greenlight.smsinbound.commandline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts a command on the configuration that the service reads, without a web server and without a log. */
public final class CommandContext {

    private CommandContext() {}

    /**
     * @param configuration whose beans are made when the command asks for them, and no others
     * @param configName of the configuration file, without its ending
     * @param settings that change the configuration
     */
    public static ConfigurableApplicationContext start(
            Class<?> configuration, String configName, List<String> settings) {
        return new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties("spring.config.name=" + configName, "logging.level.root=off")
                .run(settings.toArray(String[]::new));
    }

    /** What failed in the first place, in its own words. */
    public static @Nullable String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}

package dev.greenlight.schemas.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** What stands behind a command, as {@code --name=value}. Each option is taken once; what is left is unknown. */
final class CommandOptions {

    private final Map<String, String> left = new HashMap<>();

    /** @throws IllegalArgumentException where one does not look like an option */
    CommandOptions(String... arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Options look like --name=value, not like " + argument);
            }
            left.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
    }

    String take(String name, String otherwise) {
        String value = left.remove(name);
        return value == null ? otherwise : value;
    }

    /**
     * Where the cluster and the registry are, and how to be let in.
     *
     * @throws IOException where the file of {@code --command-config} cannot be read
     */
    Map<String, Object> takeConnection() throws IOException {
        Map<String, Object> settings = new HashMap<>();
        String file = left.remove("command-config");
        if (file != null) {
            var loaded = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                loaded.load(reader);
            }
            loaded.stringPropertyNames().forEach(name -> settings.put(name, loaded.getProperty(name)));
        }
        settings.put("bootstrap.servers", take("bootstrap-servers", "localhost:9092"));
        settings.put("schema.registry.url", take("registry-url", "http://localhost:8081"));
        String user = left.remove("registry-user");
        if (user != null) {
            settings.put("basic.auth.user.info", user);
        }
        return settings;
    }

    /** @throws IllegalArgumentException where there are options that nobody has taken */
    void requireNoMore() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("Unknown option --" + String.join(", --", left.keySet()));
        }
    }
}

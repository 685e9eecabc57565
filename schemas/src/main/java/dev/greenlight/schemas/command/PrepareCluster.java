package dev.greenlight.schemas.command;

import dev.greenlight.schemas.registry.EventSchemas;
import dev.greenlight.schemas.registry.SchemaRegistry;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicProvisioning;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import dev.greenlight.schemas.topic.TopicsNotReadyException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/**
 * Creates or verifies every topic and registers every schema: run once before the services start, and after each
 * upgrade. Running it again changes nothing.
 *
 * <p>Settings are {@code --name=value}: {@code --bootstrap-servers}, {@code --registry-url}, {@code --registry-user}
 * ({@code user:password}), {@code --partitions} (12), {@code --replication-factor} (3), {@code --min-insync-replicas}
 * (2), and {@code --command-config}, a properties file with the clients' security settings and those for the registry
 * ({@code basic.auth.user.info}, {@code schema.registry.ssl.*}), where no process list shows them.
 */
public final class PrepareCluster {

    private final Map<String, Object> clientSettings;
    private final SchemaRegistry registry;
    private final Layout layout;

    /**
     * @param clientSettings at least {@code bootstrap.servers}; security settings as Kafka's clients name them
     */
    public PrepareCluster(Map<String, ?> clientSettings, SchemaRegistry registry, Layout layout) {
        this.clientSettings = new HashMap<>(clientSettings);
        this.registry = registry;
        this.layout = layout;
    }

    /**
     * @return the names of the topics that were created now
     * @throws TopicsNotReadyException when an existing topic differs from the catalogue
     */
    public List<String> run() {
        try (var admin = Admin.create(clientSettings)) {
            List<String> created = TopicProvisioning.createOrVerify(admin, layout);
            FirstRecords.write(clientSettings, created, layout.partitions());
            EventSchemas.register(registry);
            return created;
        }
    }

    public static void main(String... arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /** The command without the end of the JVM: 0 when all is in place, 1 when not, 2 for arguments it cannot use. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        PrepareCluster command;
        try {
            command = of(arguments(arguments));
        } catch (IllegalArgumentException | ConfigException | IOException e) {
            err.println("prepare: " + e.getMessage());
            return 2;
        }
        try {
            List<String> created = command.run();
            out.println("prepare: " + created.size() + " topics created, "
                    + (TopicProvisioning.catalogue().size() - created.size()) + " as they should be, "
                    + EventTopic.ALL.size() + " schemas registered");
            return 0;
        } catch (TopicsNotReadyException | KafkaException e) {
            err.println("prepare: " + e.getMessage());
            return 1;
        }
    }

    private static PrepareCluster of(Map<String, String> options) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        String file = options.remove("command-config");
        if (file != null) {
            var loaded = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                loaded.load(reader);
            }
            loaded.stringPropertyNames().forEach(name -> settings.put(name, loaded.getProperty(name)));
        }
        settings.put("bootstrap.servers", taken(options, "bootstrap-servers", "localhost:9092"));
        settings.put("schema.registry.url", taken(options, "registry-url", "http://localhost:8081"));
        String user = options.remove("registry-user");
        if (user != null) {
            settings.put("basic.auth.user.info", user);
        }
        var registry = SchemaRegistry.of(settings);
        var layout = new Layout(
                Integer.parseInt(taken(options, "partitions", "12")),
                Short.parseShort(taken(options, "replication-factor", "3")),
                Integer.parseInt(taken(options, "min-insync-replicas", "2")));
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("Unknown option --" + String.join(", --", options.keySet()));
        }
        return new PrepareCluster(settings, registry, layout);
    }

    private static String taken(Map<String, String> options, String name, String otherwise) {
        String value = options.remove(name);
        return value == null ? otherwise : value;
    }

    private static Map<String, String> arguments(String... arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Options look like --name=value, not like " + argument);
            }
            options.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        return options;
    }
}

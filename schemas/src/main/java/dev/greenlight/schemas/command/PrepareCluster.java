package dev.greenlight.schemas.command;

import dev.greenlight.schemas.registry.EventSchemas;
import dev.greenlight.schemas.registry.SchemaRegistry;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicProvisioning;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import dev.greenlight.schemas.topic.TopicsNotReadyException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            command = of(new CommandOptions(arguments));
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

    private static PrepareCluster of(CommandOptions options) throws IOException {
        Map<String, Object> settings = options.takeConnection();
        var registry = SchemaRegistry.of(settings);
        var layout = new Layout(
                Integer.parseInt(options.take("partitions", "12")),
                Short.parseShort(options.take("replication-factor", "3")),
                Integer.parseInt(options.take("min-insync-replicas", "2")));
        options.requireNoMore();
        return new PrepareCluster(settings, registry, layout);
    }
}

package dev.greenlight.smsinbound.reread;

import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.smsinbound.commandline.CommandContext;
import dev.greenlight.smsinbound.domain.Tenants;
import dev.greenlight.smsinbound.domain.Vocabularies;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Reads the texts of the last days again, with the words of the configuration as it is now, and says which of them
 * would have been read differently.
 *
 * <p>It only reads: nothing is written, no offset is committed, and the service that runs does not notice.
 */
public final class RereadCommand {

    /** The first argument that asks for it. */
    public static final String NAME = "reread";

    private static final int NOTHING_CHANGES = 0;
    private static final int NOT_READ = 1;
    private static final int WRONG_ARGUMENTS = 2;
    private static final int SOMETHING_CHANGES = 3;

    private static final String TOPIC = EventTopic.TEXT_RECEIVED.name();

    private RereadCommand() {}

    /**
     * @param configName of the configuration file, without its ending
     * @param arguments {@code --days}, {@code --tenant}, {@code --show-texts}, and settings of Spring Boot
     * @return 0 where nothing would be read differently, 3 where something would, 1 where the configuration or the log
     *     could not be read, 2 for arguments that cannot be understood
     */
    public static int run(String configName, List<String> arguments, PrintStream out, PrintStream err) {
        return run(configName, arguments, out, err, context -> context.getBean(KeptTexts.class));
    }

    static int run(
            String configName,
            List<String> arguments,
            PrintStream out,
            PrintStream err,
            Function<ConfigurableApplicationContext, KeptTexts> log) {
        RereadOptions options;
        try {
            options = RereadOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            return failed(err, e.getMessage(), WRONG_ARGUMENTS);
        }
        try (var context = CommandContext.start(RereadConfiguration.class, configName, options.settings())) {
            var tenants = context.getBean(Tenants.class);
            if (options.tenant().filter(tenant -> !tenants.has(tenant)).isPresent()) {
                return failed(err, "the configuration names no such tenant", WRONG_ARGUMENTS);
            }
            var report = new ChangeReport(context.getBean(Vocabularies.class), tenants, options.showTexts(), out);
            return reread(options, log.apply(context), report, context.getBean(Clock.class), err);
        } catch (RuntimeException e) {
            return failed(err, "the configuration cannot be used: " + CommandContext.rootMessage(e), NOT_READ);
        }
    }

    private static int reread(RereadOptions options, KeptTexts log, ChangeReport report, Clock clock, PrintStream err) {
        try {
            log.read(clock.instant().minus(options.lookBack()), text -> {
                if (options.asksFor(text.getTenant())) {
                    report.compare(text);
                }
            });
        } catch (RuntimeException e) {
            return failed(err, "the kept texts were not all read: " + whatToDo(e), NOT_READ);
        }
        return report.summarise(options.days()) ? SOMETHING_CHANGES : NOTHING_CHANGES;
    }

    /** With nothing of a record in it but its place. */
    private static String whatToDo(RuntimeException failure) {
        return switch (failure) {
            case RecordDeserializationException e ->
                "the record at offset " + e.offset() + " of partition "
                        + e.topicPartition().partition() + " of " + TOPIC + " is not understood (" + reason(e)
                        + "). Is schema.registry.url the registry of these brokers, and can it be reached?";
            case TimeoutException e ->
                "the brokers do not answer in time. Are they up, and is spring.kafka.bootstrap-servers right?";
            case AuthenticationException e ->
                "the brokers do not accept the credentials. Look at spring.kafka.security and spring.kafka.properties.";
            case AuthorizationException e ->
                "this user may not read " + TOPIC + ". Give it the rights Read and Describe on that topic.";
            case UnknownTopicOrPartitionException e ->
                "there is no " + TOPIC + " on these brokers. Is spring.kafka.bootstrap-servers right, and has the"
                        + " prepare command been run?";
            case KafkaException e -> String.valueOf(CommandContext.rootMessage(e));
            default -> failure.getClass().getSimpleName();
        };
    }

    /** Of the serde or the registry's client: what lies beneath them might quote a record. */
    private static @Nullable String reason(RecordDeserializationException failure) {
        @Nullable String reason = "no reason given";
        for (Throwable cause = failure.getCause(); cause instanceof SerializationException; cause = cause.getCause()) {
            reason = cause.getMessage();
        }
        return reason;
    }

    private static int failed(PrintStream err, @Nullable String why, int code) {
        err.println(NAME + ": " + why);
        return code;
    }
}

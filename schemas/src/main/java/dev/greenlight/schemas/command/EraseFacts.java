package dev.greenlight.schemas.command;

import dev.greenlight.schemas.erasure.LogErasure;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/**
 * Takes what was erased off the log: to be run every day, beside the running services. Running it again changes nothing.
 *
 * <p>Options are {@code --name=value}: {@code --settled-after} (PT15M), how long ago something must have been erased, and
 * those of {@link PrepareCluster} that say where cluster and registry are.
 */
public final class EraseFacts {

    private EraseFacts() {}

    public static void main(String... arguments) {
        System.exit(run(arguments, Clock.systemUTC(), System.out, System.err));
    }

    /** The command without the end of the JVM: 0 when all is done, 1 when not, 2 for arguments it cannot use. */
    static int run(String[] arguments, Clock clock, PrintStream out, PrintStream err) {
        LogErasure erasure;
        try {
            var options = new CommandOptions(arguments);
            var settle = Duration.parse(options.take("settled-after", "PT15M"));
            if (settle.isNegative()) {
                throw new IllegalArgumentException("--settled-after must not be negative");
            }
            var settings = options.takeConnection();
            options.requireNoMore();
            erasure = new LogErasure(settings, settle);
        } catch (IllegalArgumentException | DateTimeParseException | ConfigException | IOException e) {
            err.println("erase: " + e.getMessage());
            return 2;
        }
        try {
            LogErasure.Done done = erasure.run(clock.instant());
            out.println("erase: addresses " + done.addresses() + ", customers " + done.customers() + ", records "
                    + done.records() + " gone, facts of the ledger " + done.kept() + " kept without what was personal");
            return 0;
        } catch (KafkaException e) {
            err.println("erase: " + e.getMessage());
            return 1;
        }
    }
}

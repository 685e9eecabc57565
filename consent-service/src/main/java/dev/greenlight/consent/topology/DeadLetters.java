package dev.greenlight.consent.topology;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What becomes of a record that cannot be used: Streams puts its bytes and the reason on the topic of dead letters,
 * and the lane goes on. A bug in a rule stops the lane instead, because skipping the record could skip a STOP.
 */
public final class DeadLetters {

    /** Name of the setting that holds a {@link Runnable} to be run for each dead letter. */
    public static final String COUNTER = "greenlight.dead.letter.counter";

    private DeadLetters() {}

    private static Runnable counterIn(Map<String, ?> settings) {
        return settings.get(COUNTER) instanceof Runnable counter ? counter : () -> {};
    }

    /** For what cannot be read. */
    public static final class OfUnreadable implements DeserializationExceptionHandler {

        private final LogAndContinueExceptionHandler goOn = new LogAndContinueExceptionHandler();
        private Runnable counter = () -> {};

        @Override
        public void configure(Map<String, ?> settings) {
            goOn.configure(settings);
            counter = counterIn(settings);
        }

        @Override
        public Response handleError(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            counter.run();
            return goOn.handleError(context, record, exception);
        }
    }

    /** For what can be read but not used. */
    public static final class OfUnusable implements ProcessingExceptionHandler {

        private final LogAndContinueProcessingExceptionHandler goOn = new LogAndContinueProcessingExceptionHandler();
        private final LogAndFailProcessingExceptionHandler fail = new LogAndFailProcessingExceptionHandler();
        private Runnable counter = () -> {};

        @Override
        public void configure(Map<String, ?> settings) {
            goOn.configure(settings);
            fail.configure(settings);
            counter = counterIn(settings);
        }

        @Override
        public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
            if (!(exception instanceof UnusableEventException)) {
                return fail.handleError(context, record, exception);
            }
            counter.run();
            return goOn.handleError(context, record, exception);
        }
    }
}

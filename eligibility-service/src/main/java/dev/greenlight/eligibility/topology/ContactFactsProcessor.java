package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.Difference;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.mapping.News;
import dev.greenlight.schemas.topic.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Folds the records of one topic into what is known about a contact, and forwards what the audiences do not show yet.
 * One read and one write of a contact for each record that changes something, on the way of every STOP.
 */
final class ContactFactsProcessor<V> implements Processor<ContactKey, V, ContactKey, Difference> {

    private final RecordReader<V> reader;
    private final LongConsumer webhookToAudience;
    private final NumberIndex index;

    private ProcessorContext<ContactKey, Difference> context;
    private ContactJudge judge;

    ContactFactsProcessor(RecordReader<V> reader, LongConsumer webhookToAudience, NumberIndex index) {
        this.reader = reader;
        this.webhookToAudience = webhookToAudience;
        this.index = index;
    }

    @Override
    public void init(ProcessorContext<ContactKey, Difference> processorContext) {
        context = processorContext;
        judge = new ContactJudge(processorContext, index);
        index.opened(context.taskId().partition());
    }

    @Override
    public void close() {
        index.closed(context.taskId().partition());
    }

    @Override
    public void process(Record<ContactKey, V> record) {
        News news = reader.read(record.value(), Positions.of(context, record));
        if (news == null) {
            return;
        }
        List<Difference> differences = judge.hear(record.key(), news);
        for (Difference difference : differences) {
            long timestamp = Positions.timestampOf(difference.cause(), context);
            context.forward(record.withValue(difference).withTimestamp(timestamp));
        }
        if (!differences.isEmpty()) {
            measure(record);
        }
    }

    private void measure(Record<ContactKey, V> record) {
        Header beganAt = record.headers().lastHeader(EventHeaders.BEGAN_AT);
        if (beganAt != null) {
            long began = Long.parseLong(new String(beganAt.value(), StandardCharsets.UTF_8));
            webhookToAudience.accept(context.currentSystemTimeMs() - began);
        }
    }
}

package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.AudienceDecision;
import dev.greenlight.eligibility.domain.audience.AudiencePolicy;
import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.audience.Difference;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.News;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.schemas.topic.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Folds the records of one topic into what is known about a contact, and forwards what the audiences do not show yet.
 * One read and one write of the store for each record that changes something, on the way of every STOP.
 */
final class ContactFactsProcessor<V> implements Processor<ContactKey, V, ContactKey, Difference> {

    private final RecordReader<V> reader;
    private final LongConsumer webhookToAudience;
    private final NumberIndex index;

    private ProcessorContext<ContactKey, Difference> context;
    private KeyValueStore<ContactKey, StoredContactFacts> contacts;

    ContactFactsProcessor(RecordReader<V> reader, LongConsumer webhookToAudience, NumberIndex index) {
        this.reader = reader;
        this.webhookToAudience = webhookToAudience;
        this.index = index;
    }

    @Override
    public void init(ProcessorContext<ContactKey, Difference> processorContext) {
        context = processorContext;
        contacts = processorContext.getStateStore(EligibilityTopology.CONTACT_FACTS_STORE);
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
        Contact contact = ContactFactsMapper.fromStore(contacts.get(record.key()));
        ContactFacts facts = news.change().apply(contact.facts());
        if (facts.equals(contact.facts())) {
            return;
        }
        AudienceDecision decision = AudiencePolicy.decide(contact, facts, news.cause());
        contacts.put(
                record.key(), decision.contact().isEmpty() ? null : ContactFactsMapper.toStore(decision.contact()));
        index.changed(
                context.taskId().partition(), record.key(), decision.contact().facts());
        long timestamp = Positions.timestampOf(news.cause(), context);
        for (Difference difference : decision.differences()) {
            context.forward(record.withValue(difference).withTimestamp(timestamp));
        }
        if (!decision.differences().isEmpty()) {
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

package dev.greenlight.eligibility.changes;

import dev.greenlight.eligibility.domain.audience.AudienceChange;
import dev.greenlight.eligibility.mapping.AudienceChangeReader;
import dev.greenlight.schemas.topic.TopicKeys;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the facts about members, by any thread, and only for companies that somebody listens to. */
final class FactReader {

    private static final Logger log = LoggerFactory.getLogger(FactReader.class);

    private final AudienceChangeReader reader;
    private final Lock one = new ReentrantLock();

    FactReader(AudienceChangeReader reader) {
        this.reader = reader;
    }

    /** The company of a fact; empty for one that was erased, and for what is not ours. */
    static Optional<String> tenantOf(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || record.key() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(TopicKeys.tenantOf(new String(record.key(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What cannot be read is a signal too: nothing is passed over in silence. */
    Signal read(ConsumerRecord<byte[], byte[]> record) {
        Optional<AudienceChange> change = Optional.empty();
        one.lock();
        try {
            change = reader.read(record.value());
        } catch (SerializationException e) {
            log.warn(
                    "Cannot read the fact at {}-{}@{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getClass().getName());
        } finally {
            one.unlock();
        }
        return change.<Signal>map(known -> new Signal.Change(known, record.partition(), record.offset()))
                .orElseGet(() -> new Signal.Unreadable(record.partition(), record.offset()));
    }
}

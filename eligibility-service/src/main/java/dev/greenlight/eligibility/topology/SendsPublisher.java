package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.check.MessageSent;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.mapping.RecentSendsMapper;
import dev.greenlight.eligibility.stored.StoredMessageSent;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Puts reports of what was sent on the log and waits until they are there. */
public final class SendsPublisher implements AutoCloseable {

    /** Longer than the producer itself takes to give up. */
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(5);

    /** What "on the log" means, and how long it may take. */
    private static final Map<String, Object> GUARANTEES = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.RETRIES_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            1_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            4_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            1_500,
            ProducerConfig.LINGER_MS_CONFIG,
            5);

    private final Producer<ContactKey, StoredMessageSent> producer;

    /** @param client what every client of the cluster needs: addresses and security */
    public SendsPublisher(Map<String, Object> client) {
        this(new KafkaProducer<>(
                guaranteed(client),
                KeySerdes.contact().serializer(),
                StateSerde.of(StoredMessageSent.class).serializer()));
    }

    SendsPublisher(Producer<ContactKey, StoredMessageSent> producer) {
        this.producer = producer;
    }

    /**
     * @param sent by address
     * @return whether the log has all of it. False does not say that nothing is there; the same reports can be published
     *     again
     */
    public boolean publish(String tenant, List<Map.Entry<String, MessageSent>> sent) {
        long giveUpAt = System.nanoTime() + GIVE_UP_AFTER.toNanos();
        var waiting = new ArrayList<Future<RecordMetadata>>(sent.size());
        try {
            for (Map.Entry<String, MessageSent> message : sent) {
                if (System.nanoTime() > giveUpAt) {
                    return false;
                }
                waiting.add(producer.send(record(new ContactKey(tenant, message.getKey()), message.getValue())));
            }
            for (Future<RecordMetadata> future : waiting) {
                future.get(Math.max(0, giveUpAt - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(GIVE_UP_AFTER);
    }

    private static ProducerRecord<ContactKey, StoredMessageSent> record(ContactKey key, MessageSent message) {
        var record = new ProducerRecord<>(PrivateTopic.MESSAGE_SENT.name(), key, RecentSendsMapper.toRecord(message));
        record.headers().add(EventHeaders.BULK, new byte[0]);
        return record;
    }

    private static Map<String, Object> guaranteed(Map<String, Object> client) {
        var settings = new HashMap<>(client);
        settings.putAll(GUARANTEES);
        return settings;
    }
}

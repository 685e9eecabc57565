package dev.greenlight.verification.crash;

import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.verification.invariant.Recording;
import dev.greenlight.verification.model.ReferenceModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all committed records of the shared topics into a {@link Recording}, those of active people whole and of the
 * others their number only, and folds the same records into a model.
 */
final class Recorder implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final People people;
    private final int partitions;
    private final KafkaConsumer<String, byte[]> consumer;
    private final EventSerde<SpecificRecord> serde;
    private final Map<String, EventTopic<?>> topics =
            EventTopic.ALL.stream().collect(Collectors.toMap(EventTopic::name, topic -> topic));
    private final Map<String, Long> counts = new HashMap<>();
    private final Recording recording = new Recording();
    private final ReferenceModel model = new ReferenceModel();

    Recorder(Map<String, Object> clientSettings, People people, int partitions) {
        this.people = people;
        this.partitions = partitions;
        var settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put("schema.registry.url", clientSettings.get("schema.registry.url"));
        consumer = new KafkaConsumer<>(settings, FactKeys.strings().deserializer(), new ByteArrayDeserializer());
        serde = EventSerde.configured(settings);
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : topics.keySet()) {
            for (int partition = 0; partition < partitions; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    Recording recording() {
        return recording;
    }

    ReferenceModel model() {
        return model;
    }

    /** Committed records of a topic so far, of everybody. */
    long count(EventTopic<?> topic) {
        return counts.getOrDefault(topic.name(), 0L);
    }

    /** Reads to the present end of every topic. */
    void catchUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        EventTopic<?> topic = topics.get(record.topic());
        if (topic == null || record.key() == null || !record.key().startsWith(People.TENANT)) {
            return;
        }
        counts.merge(record.topic(), 1L, Long::sum);
        if (!people.concerns(record.key())) {
            return;
        }
        SpecificRecord event = serde.deserializer().deserialize(record.topic(), record.value());
        recording.add(topic, record.partition(), record.offset(), record.key(), event);
        if (event instanceof TextReceived text) {
            model.apply(text);
        } else if (event instanceof CustomerState customer) {
            model.apply(customer);
        }
    }
}

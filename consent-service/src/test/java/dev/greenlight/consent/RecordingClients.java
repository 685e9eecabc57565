package dev.greenlight.consent;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Gives Streams its clients and keeps what they were configured with. */
final class RecordingClients implements KafkaClientSupplier {

    private final KafkaClientSupplier clients = new DefaultKafkaClientSupplier();
    private final List<Created> created = new CopyOnWriteArrayList<>();

    /** A client: what it is for, its id, and its configuration. */
    record Created(String role, Map<String, Object> configuration) {

        String clientId() {
            return String.valueOf(configuration.get("client.id"));
        }
    }

    List<Created> created() {
        return List.copyOf(created);
    }

    @Override
    public Admin getAdmin(Map<String, Object> configuration) {
        return clients.getAdmin(configuration);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> configuration) {
        created.add(new Created("producer", configuration));
        return clients.getProducer(configuration);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> configuration) {
        created.add(new Created("consumer", configuration));
        return clients.getConsumer(configuration);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> configuration) {
        created.add(new Created("restore-consumer", configuration));
        return clients.getRestoreConsumer(configuration);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> configuration) {
        return clients.getGlobalConsumer(configuration);
    }
}

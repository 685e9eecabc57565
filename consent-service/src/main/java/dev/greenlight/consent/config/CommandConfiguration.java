package dev.greenlight.consent.config;

import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.topology.CommandHeaders;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;

/** How a request waits for what the stream decides: it reads along on the topic of outcomes. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    @Bean
    ReplyingKafkaTemplate<String, byte[], StoredCommandOutcome> commandTemplate(
            KafkaProperties kafka, ConsentServiceProperties service) {
        var producers = new DefaultKafkaProducerFactory<>(
                producerSettings(kafka, service), FactKeys.strings().serializer(), new ByteArraySerializer());
        var template = new ReplyingKafkaTemplate<>(producers, outcomes(kafka, service));
        // the usual one writes keys and values of what cannot be sent into the log
        template.setProducerListener(new ProducerListener<>() {});
        template.setSharedReplyTopic(true);
        template.setCorrelationHeaderName(CommandHeaders.CORRELATION_ID);
        template.setDefaultReplyTimeout(CommandPublisher.PATIENCE);
        return template;
    }

    @Bean
    CommandPublisher commandPublisher(ReplyingKafkaTemplate<String, byte[], StoredCommandOutcome> commandTemplate) {
        return new CommandPublisher(commandTemplate);
    }

    /** Every partition from its end on: an instance waits only for what it asks from now on, so it needs no group. */
    private static ConcurrentMessageListenerContainer<String, StoredCommandOutcome> outcomes(
            KafkaProperties kafka, ConsentServiceProperties service) {
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "consent-service-outcomes-" + service.instanceId());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "consent-service-outcomes-" + service.instanceId());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        var consumers = new DefaultKafkaConsumerFactory<>(
                settings,
                new StringDeserializer(),
                StateSerde.of(StoredCommandOutcome.class).deserializer());
        var everything = IntStream.range(0, service.partitions())
                .mapToObj(partition ->
                        new TopicPartitionOffset(PrivateTopic.COMMAND_OUTCOME.name(), partition, SeekPosition.END))
                .toArray(TopicPartitionOffset[]::new);
        var properties = new ContainerProperties(everything);
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName("outcomes");
        container.setAutoStartup(false);
        return container;
    }

    private static Map<String, Object> producerSettings(KafkaProperties kafka, ConsentServiceProperties service) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "consent-service-commands-" + service.instanceId());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, FactKeys.Partitioning.class);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // together less than the patience of a request
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
        return settings;
    }
}

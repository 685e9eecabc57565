package dev.greenlight.smsinbound.config;

import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.smsinbound.publishing.EventPublisher;
import java.time.Clock;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** The producer: Spring's connection and security settings, and what our guarantees need. */
@Configuration(proxyBeanMethods = false)
class ProducerConfiguration {

    /** What "on the log" means; no configuration changes it. The times that may be tuned are in the YAML file. */
    private static final Map<String, Object> GUARANTEES = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            5,
            ProducerConfig.RETRIES_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            FactKeys.Partitioning.class);

    @Bean
    Serializer<SpecificRecord> eventSerializer(KafkaProperties kafka) {
        return EventSerde.<SpecificRecord>configured(kafka.getProperties()).serializer();
    }

    @Bean
    @SuppressWarnings("unchecked") // it is the only producer of this service
    DefaultKafkaProducerFactoryCustomizer guarantees(Serializer<SpecificRecord> eventSerializer) {
        return factory -> {
            factory.updateConfigs(GUARANTEES);
            var typed = (DefaultKafkaProducerFactory<String, SpecificRecord>) factory;
            typed.setKeySerializer(FactKeys.strings().serializer());
            typed.setValueSerializer(eventSerializer);
        };
    }

    @Bean
    @SuppressWarnings("unchecked") // as above
    EventPublisher eventPublisher(ProducerFactory<?, ?> factory, Clock clock) {
        var typed = (ProducerFactory<String, SpecificRecord>) factory;
        return new EventPublisher(typed::createProducer, clock);
    }
}

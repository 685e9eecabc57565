package dev.greenlight.eligibility.config;

import dev.greenlight.eligibility.publishing.CrmPublisher;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** The way of estimates and jobs that come by HTTP onto the log. */
@Configuration(proxyBeanMethods = false)
class CrmConfiguration {

    /** What "on the log" means; no configuration changes it. */
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
    @SuppressWarnings("unchecked") // it is the only producer of this service beside those of the lanes
    DefaultKafkaProducerFactoryCustomizer guarantees(KafkaProperties kafka) {
        Serializer<Object> facts = (Serializer<Object>)
                (Serializer<?>) EventSerde.configured(kafka.getProperties()).serializer();
        return factory -> {
            factory.updateConfigs(GUARANTEES);
            var typed = (DefaultKafkaProducerFactory<String, Object>) (DefaultKafkaProducerFactory<?, ?>) factory;
            typed.setKeySerializer(FactKeys.strings().serializer());
            typed.setValueSerializer(facts);
        };
    }

    @Bean
    @SuppressWarnings("unchecked") // as above
    CrmPublisher crmPublisher(ProducerFactory<?, ?> factory) {
        var typed = (ProducerFactory<String, Object>) factory;
        return new CrmPublisher(typed::createProducer);
    }
}

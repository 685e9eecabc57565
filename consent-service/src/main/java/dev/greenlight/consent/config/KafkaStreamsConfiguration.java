package dev.greenlight.consent.config;

import dev.greenlight.consent.ledger.Ledger;
import dev.greenlight.consent.mapping.LedgerLinks;
import dev.greenlight.consent.mapping.Pseudonyms;
import dev.greenlight.consent.topology.BatchEditQueries;
import dev.greenlight.consent.topology.ConsentTopology;
import dev.greenlight.consent.topology.StateQueries;
import dev.greenlight.consent.topology.StreamsLane;
import dev.greenlight.consent.topology.WarmUp;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.serde.EventSerde;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two lanes, the ledger's index and the queries. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsentServiceProperties.class)
class KafkaStreamsConfiguration {

    /** Of the keyword lane; the office lane's is this with an ending. */
    static final String APPLICATION_ID = "consent-service";

    @Bean
    ConsentMetrics consentMetrics(MeterRegistry registry) {
        return new ConsentMetrics(registry);
    }

    @Bean
    Pseudonyms pseudonyms(ConsentServiceProperties service) {
        return Pseudonyms.withKey(service.erasure().key());
    }

    @Bean
    ConsentTopology consentTopology(
            KafkaProperties kafka, ConsentServiceProperties service, Pseudonyms pseudonyms, ConsentMetrics metrics) {
        var links = LedgerLinks.withKey(service.ledger().saltKey());
        return new ConsentTopology(kafka.getProperties(), links, pseudonyms, metrics);
    }

    // stopped also where the rest of the service cannot be put together
    @Bean(destroyMethod = "stop")
    StreamsLane keywordLane(
            KafkaProperties kafka,
            ConsentServiceProperties service,
            ObjectProvider<KafkaClientSupplier> clients,
            ConsentTopology topology,
            ConsentMetrics metrics) {
        var settings = LaneSettings.KEYWORDS.of(kafka, service, APPLICATION_ID, metrics.deadLetters(APPLICATION_ID));
        return new StreamsLane(
                settings, clients.getIfAvailable(DefaultKafkaClientSupplier::new), topology::addKeywordLane);
    }

    @Bean(destroyMethod = "stop")
    StreamsLane officeLane(
            KafkaProperties kafka,
            ConsentServiceProperties service,
            ObjectProvider<KafkaClientSupplier> clients,
            ConsentTopology topology,
            ConsentMetrics metrics) {
        String applicationId = APPLICATION_ID + "-office";
        var settings = LaneSettings.OFFICE.of(kafka, service, applicationId, metrics.deadLetters(applicationId));
        return new StreamsLane(
                settings, clients.getIfAvailable(DefaultKafkaClientSupplier::new), topology::addOfficeLane);
    }

    @Bean
    Ledger ledger(KafkaProperties kafka, ConsentServiceProperties service, Pseudonyms pseudonyms) {
        Map<String, Object> connection = new HashMap<>(kafka.buildConsumerProperties());
        connection.put("client.id", APPLICATION_ID + "-" + service.instanceId());
        return new Ledger(
                connection,
                EventSerde.<ConsentChanged>configured(kafka.getProperties()).deserializer(),
                key -> pseudonyms.canBeMade() ? pseudonyms.ofKey(key) : null);
    }

    @Bean
    LanesLifecycle lanes(
            StreamsLane keywordLane, StreamsLane officeLane, Ledger ledger, KafkaProperties kafka, LogReadiness log) {
        return new LanesLifecycle(List.of(keywordLane, officeLane), ledger, new WarmUp(kafka.getProperties()), log);
    }

    @Bean
    StateQueries stateQueries(
            StreamsLane keywordLane, StreamsLane officeLane, Pseudonyms pseudonyms, ConsentServiceProperties service) {
        return new StateQueries(keywordLane, officeLane, pseudonyms, service.self());
    }

    @Bean
    BatchEditQueries batchEditQueries(StateQueries queries, StreamsLane officeLane, ConsentServiceProperties service) {
        return new BatchEditQueries(queries, officeLane, service.self(), service.partitions());
    }

    @Bean
    MeterBinder keywordLaneMetrics(StreamsLane keywordLane) {
        return metricsOf(keywordLane);
    }

    @Bean
    MeterBinder officeLaneMetrics(StreamsLane officeLane) {
        return metricsOf(officeLane);
    }

    private static KafkaStreamsMetrics metricsOf(StreamsLane lane) {
        return new KafkaStreamsMetrics(lane.streams(), Tags.of(Tag.of("lane", lane.applicationId())));
    }
}

package dev.greenlight.eligibility.config;

import dev.greenlight.eligibility.domain.check.SendTimes;
import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.eligibility.domain.quiethours.QuietHours;
import dev.greenlight.eligibility.topology.ContactBatchQuery;
import dev.greenlight.eligibility.topology.SendsPublisher;
import java.util.HashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What checks before sending are answered with. */
@Configuration(proxyBeanMethods = false)
class CheckConfiguration {

    @Bean
    ContactBatchQuery contactBatchQuery(StreamsLane audienceLane, EligibilityServiceProperties properties) {
        return new ContactBatchQuery(audienceLane.streams(), properties.self(), properties.partitions());
    }

    @Bean
    SendsPublisher sendsPublisher(
            KafkaProperties kafka, KafkaConnectionDetails connection, EligibilityServiceProperties properties) {
        var client = new HashMap<>(kafka.buildProducerProperties());
        client.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", connection.getProducer().getBootstrapServers()));
        client.put(CommonClientConfigs.CLIENT_ID_CONFIG, "eligibility-service-sends-" + properties.instanceId());
        return new SendsPublisher(client);
    }

    @Bean
    PlaceDirectory placeDirectory() {
        return new PlaceDirectory();
    }

    @Bean
    QuietHours quietHours() {
        return new QuietHours();
    }

    @Bean
    SendTimes sendTimes(QuietHours quietHours) {
        return new SendTimes(quietHours);
    }
}

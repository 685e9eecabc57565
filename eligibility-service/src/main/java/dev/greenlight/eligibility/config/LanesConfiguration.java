package dev.greenlight.eligibility.config;

import dev.greenlight.eligibility.topology.ContactQuery;
import dev.greenlight.eligibility.topology.CustomerQuery;
import dev.greenlight.eligibility.topology.EligibilityTopology;
import dev.greenlight.eligibility.topology.NumberIndex;
import dev.greenlight.eligibility.topology.PhoneNumberQuery;
import dev.greenlight.eligibility.topology.WarmUp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two lanes, and what starts before them and looks into them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EligibilityServiceProperties.class)
class LanesConfiguration {

    @Bean
    LaneSettings laneSettings(
            KafkaProperties kafka, KafkaConnectionDetails connection, EligibilityServiceProperties properties) {
        var client = new HashMap<>(kafka.buildStreamsProperties());
        client.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", connection.getStreams().getBootstrapServers()));
        return new LaneSettings(client, properties);
    }

    @Bean
    StartGate startGate(
            KafkaProperties kafka, KafkaConnectionDetails connection, EligibilityServiceProperties properties) {
        var settings = new HashMap<>(kafka.buildAdminProperties());
        settings.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                connection.getAdmin().getBootstrapServers());
        return new StartGate(settings, properties.partitions());
    }

    /** While the lanes restore their stores; the service is not ready before it has ended. */
    @Bean
    ApplicationRunner warmUp(KafkaProperties kafka) {
        var warmUp = new WarmUp(serdeSettings(kafka));
        return arguments -> warmUp.run();
    }

    @Bean
    NumberIndex numberIndex() {
        return new NumberIndex();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    EligibilityTopology eligibilityTopology(
            KafkaProperties kafka, EligibilityServiceProperties properties, MeterRegistry meters, NumberIndex index) {
        Timer webhookToAudience = Timer.builder("greenlight.webhook.to.audience")
                .description("From the webhook's record to the change of an audience")
                .publishPercentileHistogram()
                .register(meters);
        return new EligibilityTopology(
                serdeSettings(kafka),
                properties.stores(),
                millis -> webhookToAudience.record(Math.max(0, millis), TimeUnit.MILLISECONDS),
                index);
    }

    @Bean
    StreamsLane audienceLane(
            StartGate gate, LaneSettings settings, EligibilityTopology topology, MeterRegistry meters) {
        return lane(gate, LaneSettings.AUDIENCE_LANE, settings.audienceLane(), topology::addAudienceLane, meters);
    }

    @Bean
    StreamsLane customerLane(
            StartGate gate, LaneSettings settings, EligibilityTopology topology, MeterRegistry meters) {
        return lane(gate, LaneSettings.CUSTOMER_LANE, settings.customerLane(), topology::addCustomerLane, meters);
    }

    @Bean
    ContactQuery contactQuery(StreamsLane audienceLane, EligibilityServiceProperties properties) {
        return new ContactQuery(audienceLane.streams(), properties.self());
    }

    @Bean
    CustomerQuery customerQuery(StreamsLane customerLane, EligibilityServiceProperties properties) {
        return new CustomerQuery(customerLane.streams(), properties.self());
    }

    @Bean
    PhoneNumberQuery phoneNumberQuery(
            StreamsLane audienceLane, NumberIndex index, EligibilityServiceProperties properties) {
        return new PhoneNumberQuery(audienceLane.streams(), index, properties.self(), properties.partitions());
    }

    /** The bean's name without its ending is the name of the health component. */
    @Bean
    HealthIndicator lanesHealthIndicator(List<StreamsLane> lanes) {
        return new LanesHealth(lanes);
    }

    /** Started at once: it joins its group and restores its stores while the rest of the service is put together. */
    private static StreamsLane lane(
            StartGate gate,
            String name,
            Map<String, Object> settings,
            Consumer<StreamsBuilder> steps,
            MeterRegistry meters) {
        var config = new StreamsConfig(settings);
        // explicit names are enforced only for a builder that knows the settings
        var builder = new StreamsBuilder(new TopologyConfig(config));
        steps.accept(builder);
        var lane = new StreamsLane(name, new KafkaStreams(builder.build(), config), meters);
        if (!gate.isClosed()) {
            lane.start();
        }
        return lane;
    }

    /** What is under {@code spring.kafka.properties}: the registry's address and the classes that read and write. */
    private static Map<String, ?> serdeSettings(KafkaProperties kafka) {
        return kafka.getProperties();
    }
}

package dev.greenlight.eligibility.config;

import dev.greenlight.eligibility.changes.FeedLimits;
import dev.greenlight.eligibility.changes.MembershipFeed;
import dev.greenlight.eligibility.mapping.AudienceChangeReader;
import dev.greenlight.eligibility.topology.CountsQuery;
import dev.greenlight.eligibility.topology.LaneStores;
import dev.greenlight.eligibility.topology.MemberQuery;
import dev.greenlight.eligibility.topology.WhatIfQuery;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What questions about everybody of a company, and those who follow an audience, are answered with. */
@Configuration(proxyBeanMethods = false)
class AudiencesConfiguration {

    @Bean
    LaneStores laneStores(StreamsLane audienceLane, StreamsLane customerLane, EligibilityServiceProperties properties) {
        return new LaneStores(
                audienceLane.streams(),
                customerLane.streams(),
                properties.self(),
                properties.partitions(),
                properties.stores());
    }

    @Bean
    MemberQuery memberQuery(LaneStores stores) {
        return new MemberQuery(stores);
    }

    @Bean
    CountsQuery countsQuery(LaneStores stores) {
        return new CountsQuery(stores);
    }

    @Bean
    WhatIfQuery whatIfQuery(LaneStores stores, Clock clock) {
        return new WhatIfQuery(stores, clock);
    }

    @Bean
    MembershipFeed membershipFeed(
            KafkaProperties kafka, KafkaConnectionDetails connection, EligibilityServiceProperties properties) {
        var client = new HashMap<>(kafka.buildConsumerProperties());
        client.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                connection.getConsumer().getBootstrapServers());
        var settings = consumerSettings(client);
        var number = new AtomicLong();
        return new MembershipFeed(
                () -> {
                    var named = new HashMap<>(settings);
                    named.put(
                            CommonClientConfigs.CLIENT_ID_CONFIG,
                            "eligibility-service-changes-" + properties.instanceId() + "-" + number.incrementAndGet());
                    return new KafkaConsumer<>(named, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                },
                new AudienceChangeReader(kafka.getProperties()),
                properties.partitions(),
                FeedLimits.DEFAULTS);
    }

    @Bean
    FeedLifecycle feedLifecycle(MembershipFeed feed, MeterRegistry meters) {
        Gauge.builder("greenlight.changes.listeners", feed, MembershipFeed::listeners)
                .description("Who follows an audience over HTTP")
                .register(meters);
        return new FeedLifecycle(feed);
    }

    /**
     * @param client what every client of the cluster needs: addresses, security, and what the operator set
     */
    static Map<String, Object> consumerSettings(Map<String, Object> client) {
        var settings = new HashMap<>(client);
        // every instance reads all of it
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // what is not kept any more is not passed over in silence
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // somebody waits for the first answer
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return settings;
    }
}

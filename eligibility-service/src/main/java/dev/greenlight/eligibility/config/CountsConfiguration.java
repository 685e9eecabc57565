package dev.greenlight.eligibility.config;

import dev.greenlight.eligibility.topology.CountsQuery;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What counts over all contacts of a company are answered with. */
@Configuration(proxyBeanMethods = false)
class CountsConfiguration {

    @Bean
    CountsQuery countsQuery(StreamsLane audienceLane, EligibilityServiceProperties properties) {
        return new CountsQuery(audienceLane.streams(), properties.self(), properties.partitions());
    }
}

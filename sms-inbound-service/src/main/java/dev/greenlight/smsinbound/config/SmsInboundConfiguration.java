package dev.greenlight.smsinbound.config;

import dev.greenlight.schemas.topic.TopicKeys;
import dev.greenlight.smsinbound.domain.Tenants;
import dev.greenlight.smsinbound.domain.Vocabularies;
import dev.greenlight.smsinbound.intake.GatewayDisagreements;
import dev.greenlight.smsinbound.intake.Intake;
import dev.greenlight.smsinbound.publishing.EventPublisher;
import dev.greenlight.smsinbound.webhook.PublicUrl;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.SmsGateways;
import dev.greenlight.smsinbound.webhook.WebhookMetrics;
import dev.greenlight.smsinbound.webhook.gateway.generic.GenericGateway;
import dev.greenlight.smsinbound.webhook.gateway.twilio.TwilioGateway;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmsInboundProperties.class)
class SmsInboundConfiguration {

    private static final int SHORTEST_SECRET = 32;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Tenants tenants(SmsInboundProperties properties) {
        properties.tenants().keySet().forEach(tenant -> {
            if (!TopicKeys.isTenant(tenant)) {
                throw new IllegalArgumentException("greenlight.sms-inbound.tenants: " + tenant
                        + " cannot name a tenant: use lower case letters, digits and hyphens");
            }
        });
        return new Tenants(properties.ofEach(SmsInboundProperties.Tenant::numbers));
    }

    @Bean
    SmsGateway twilioGateway(SmsInboundProperties properties, Clock clock) {
        var tokens = properties.ofEach(tenant -> tenant.twilio().authTokens());
        checkLengths("twilio.auth-tokens", tokens.values(), 1);
        return new TwilioGateway(tokens, clock);
    }

    @Bean
    SmsGateway genericGateway(SmsInboundProperties properties, Clock clock) {
        var secrets = properties.ofEach(tenant -> tenant.generic().secrets());
        checkLengths("generic.secrets", secrets.values(), SHORTEST_SECRET);
        return new GenericGateway(secrets, clock);
    }

    @Bean
    SmsGateways smsGateways(List<SmsGateway> gateways) {
        return new SmsGateways(gateways);
    }

    @Bean
    Intake intake(Tenants tenants, Vocabularies vocabularies, EventPublisher publisher, MeterRegistry registry) {
        return new Intake(tenants, vocabularies, publisher, new GatewayDisagreements(registry, SmsGateways.NAMES));
    }

    @Bean
    PublicUrl publicUrl(SmsInboundProperties properties) {
        return new PublicUrl(properties.publicUrl());
    }

    @Bean
    WebhookMetrics webhookMetrics(MeterRegistry registry) {
        return new WebhookMetrics(registry);
    }

    private static void checkLengths(String setting, Iterable<List<String>> secretsByTenant, int shortest) {
        for (List<String> secrets : secretsByTenant) {
            if (secrets.stream().anyMatch(secret -> secret.isBlank() || secret.length() < shortest)) {
                throw new IllegalArgumentException("greenlight.sms-inbound.tenants.*." + setting
                        + ": each has to have at least " + shortest + " characters");
            }
        }
    }
}

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
import dev.greenlight.smsinbound.webhook.gateway.aws.AwsGateway;
import dev.greenlight.smsinbound.webhook.gateway.aws.HttpSnsConnection;
import dev.greenlight.smsinbound.webhook.gateway.bandwidth.BandwidthGateway;
import dev.greenlight.smsinbound.webhook.gateway.bandwidth.BandwidthUser;
import dev.greenlight.smsinbound.webhook.gateway.generic.GenericGateway;
import dev.greenlight.smsinbound.webhook.gateway.sinch.SinchGateway;
import dev.greenlight.smsinbound.webhook.gateway.twilio.TwilioGateway;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.function.SingletonSupplier;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmsInboundProperties.class)
@Import({GatewayConfiguration.class, VocabularyConfiguration.class})
public class SmsInboundConfiguration {

    private static final int SHORTEST_SECRET = 32;

    /** A gateway may not take more. */
    private static final int SHORTEST_CHOSEN_AT_A_GATEWAY = 8;

    /** Whoever listens to nothing can only guess it, call by call. */
    private static final int SHORTEST_PASSWORD = 12;

    /** Twice in one call at most, and SNS waits 15 s. */
    private static final Duration SNS_ANSWERS_WITHIN = Duration.ofSeconds(3);

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
    SmsGateway sinchGateway(SmsInboundProperties properties, Clock clock) {
        var secrets = properties.ofEach(tenant -> tenant.sinch().secrets());
        checkLengths("sinch.secrets", secrets.values(), SHORTEST_CHOSEN_AT_A_GATEWAY);
        return new SinchGateway(secrets, clock);
    }

    @Bean
    SmsGateway bandwidthGateway(SmsInboundProperties properties, Clock clock) {
        var users = properties.ofEach(tenant -> tenant.bandwidth().users());
        var passwords = properties.ofEach(tenant ->
                tenant.bandwidth().users().stream().map(BandwidthUser::password).toList());
        checkLengths("bandwidth.users.password", passwords.values(), SHORTEST_PASSWORD);
        return new BandwidthGateway(users, clock);
    }

    @Bean
    SmsGateway awsGateway(SmsInboundProperties properties, Clock clock) {
        return new AwsGateway(
                properties.ofEach(tenant -> tenant.aws().topicArns()),
                new HttpSnsConnection(SNS_ANSWERS_WITHIN),
                SingletonSupplier.of(SmsInboundConfiguration::trustOfThisJava),
                clock);
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

    private static X509TrustManager trustOfThisJava() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java's trust store cannot be read", e);
        }
    }

    static void checkLengths(String setting, Iterable<List<String>> secretsByTenant, int shortest) {
        for (List<String> secrets : secretsByTenant) {
            if (secrets.stream().anyMatch(secret -> secret.isBlank() || secret.length() < shortest)) {
                throw new IllegalArgumentException("greenlight.sms-inbound.tenants.*." + setting
                        + ": each has to have at least " + shortest + " characters");
            }
        }
    }
}

package dev.greenlight.smsinbound.config;

import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.Vocabularies;
import dev.greenlight.smsinbound.domain.understanding.Meaning;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.gateway.bird.BirdGateway;
import dev.greenlight.smsinbound.webhook.gateway.plivo.PlivoGateway;
import dev.greenlight.smsinbound.webhook.gateway.telnyx.TelnyxGateway;
import dev.greenlight.smsinbound.webhook.gateway.vonagemessages.VonageMessagesGateway;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageSmsGateway;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the adapters of SMS gateways what their tenants have configured. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    /** Whoever adds a webhook at Bird chooses its key. */
    private static final int SHORTEST_CHOSEN_AT_BIRD = 16;

    @Bean
    SmsGateway telnyxGateway(SmsInboundProperties properties, Clock clock) {
        return new TelnyxGateway(properties.ofEach(tenant -> tenant.telnyx().publicKeys()), clock);
    }

    @Bean
    SmsGateway plivoGateway(SmsInboundProperties properties, Clock clock) {
        var tokens = properties.ofEach(tenant -> tenant.plivo().authTokens());
        SmsInboundConfiguration.checkLengths("plivo.auth-tokens", tokens.values(), 1);
        return new PlivoGateway(
                tokens, properties.tenantsThat(tenant -> tenant.plivo().allowV2Signature()), clock);
    }

    @Bean
    SmsGateway vonageSmsGateway(SmsInboundProperties properties, Vocabularies vocabularies, Clock clock) {
        var secrets = properties.ofEach(tenant -> tenant.vonageSms().signatureSecrets());
        SmsInboundConfiguration.checkLengths("vonage-sms.signature-secrets", secrets.values(), 1);
        return new VonageSmsGateway(
                properties.ofEach(tenant -> tenant.vonageSms().keys()),
                (tenant, text) -> asksForTexts(vocabularies, tenant, text),
                clock);
    }

    @Bean
    SmsGateway vonageMessagesGateway(SmsInboundProperties properties, Clock clock) {
        var secrets = properties.ofEach(tenant -> tenant.vonageMessages().signatureSecrets());
        SmsInboundConfiguration.checkLengths("vonage-messages.signature-secrets", secrets.values(), 1);
        return new VonageMessagesGateway(secrets, clock);
    }

    @Bean
    SmsGateway birdGateway(SmsInboundProperties properties, Clock clock) {
        var keys = properties.ofEach(tenant -> tenant.bird().signingKeys());
        SmsInboundConfiguration.checkLengths("bird.signing-keys", keys.values(), SHORTEST_CHOSEN_AT_BIRD);
        return new BirdGateway(
                keys,
                properties.tenantsThat(tenant -> tenant.bird().allowLegacySignature()),
                properties.ofEach(tenant -> tenant.bird().channels()),
                clock);
    }

    /** As the intake will read it. */
    private static boolean asksForTexts(Vocabularies vocabularies, String tenant, InboundText text) {
        return vocabularies
                .of(tenant, text.to())
                .read(text.body())
                .filter(reading -> reading.meaning() == Meaning.OPT_IN || reading.meaning() == Meaning.CONFIRM)
                .isPresent();
    }
}

package dev.greenlight.smsinbound.config;

import dev.greenlight.smsinbound.domain.understanding.VocabularySettings;
import dev.greenlight.smsinbound.webhook.gateway.bandwidth.BandwidthUser;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.SignatureMethod;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this service. What prints them prints how many secrets there are, and none.
 *
 * @param publicUrl the address that gateways call us by; unset: each request's own
 * @param tenants by name, as it stands in the webhook's path
 */
@ConfigurationProperties("greenlight.sms-inbound")
public record SmsInboundProperties(
        @Nullable String publicUrl, @DefaultValue Map<String, Tenant> tenants) {

    /**
     * A company.
     *
     * @param numbers it receives texts on: E.164, or short codes
     * @param vocabulary what it adds to the words that everybody understands
     */
    public record Tenant(
            @DefaultValue Set<String> numbers,
            @DefaultValue VocabularyAdditions vocabulary,
            @DefaultValue Twilio twilio,
            @DefaultValue Generic generic,
            @DefaultValue Sinch sinch,
            @DefaultValue Bandwidth bandwidth,
            @DefaultValue Aws aws,
            @DefaultValue Telnyx telnyx,
            @DefaultValue Plivo plivo,
            @DefaultValue VonageSms vonageSms,
            @DefaultValue VonageMessages vonageMessages,
            @DefaultValue Bird bird) {}

    /**
     * @param authTokens of the tenant's account; two while the token is being replaced
     */
    public record Twilio(@DefaultValue List<String> authTokens) {

        @Override
        public String toString() {
            return "Twilio[" + authTokens.size() + "]";
        }
    }

    /**
     * @param secrets shared with the sender, at least 32 characters; two while one is being replaced
     */
    public record Generic(@DefaultValue List<String> secrets) {

        @Override
        public String toString() {
            return "Generic[" + secrets.size() + "]";
        }
    }

    /**
     * @param secrets of the callback's HMAC, at least 8 characters; two while one is being replaced
     */
    public record Sinch(@DefaultValue List<String> secrets) {

        @Override
        public String toString() {
            return "Sinch[" + secrets.size() + "]";
        }
    }

    /**
     * @param users of the callbacks' HTTP Basic, with passwords of at least 12 characters; two while one is being replaced
     */
    public record Bandwidth(@DefaultValue List<BandwidthUser> users) {}

    /**
     * @param topicArns of the SNS topics that the tenant's texts come from
     */
    public record Aws(@DefaultValue List<String> topicArns) {}

    /**
     * @param publicKeys of the tenant's account, in Base64; two while one is being replaced
     */
    public record Telnyx(@DefaultValue List<String> publicKeys) {}

    /**
     * @param authTokens of the account that owns the numbers, or of the main account; two while one is being replaced
     * @param allowV2Signature whether to take calls whose signature does not cover what they say
     */
    public record Plivo(
            @DefaultValue List<String> authTokens,
            @DefaultValue("false") boolean allowV2Signature) {

        @Override
        public String toString() {
            return "Plivo[" + authTokens.size() + "]";
        }
    }

    /**
     * @param signatureSecrets of the tenant's account; two while one is being replaced
     * @param signatureMethod as the account's settings at Vonage say
     */
    public record VonageSms(
            @DefaultValue List<String> signatureSecrets,
            @DefaultValue("hmac-sha256") SignatureMethod signatureMethod) {

        List<VonageKey> keys() {
            return signatureSecrets.stream()
                    .map(secret -> VonageKey.of(signatureMethod, secret))
                    .toList();
        }

        @Override
        public String toString() {
            return "VonageSms[" + signatureSecrets.size() + "]";
        }
    }

    /**
     * @param signatureSecrets of the tenant's account; two while one is being replaced
     */
    public record VonageMessages(@DefaultValue List<String> signatureSecrets) {

        @Override
        public String toString() {
            return "VonageMessages[" + signatureSecrets.size() + "]";
        }
    }

    /**
     * @param signingKeys of the tenant's account or webhooks; two while one is being replaced
     * @param allowLegacySignature whether to take calls whose signature does not cover the address
     * @param channels by the channel's id, the number or short code that it receives texts on
     */
    public record Bird(
            @DefaultValue List<String> signingKeys,
            @DefaultValue("false") boolean allowLegacySignature,
            @DefaultValue Map<String, String> channels) {

        @Override
        public String toString() {
            return "Bird[" + signingKeys.size() + "]";
        }
    }

    /** The names of the tenants of whom it is true. */
    Set<String> tenantsThat(Predicate<Tenant> property) {
        return tenants.entrySet().stream()
                .filter(tenant -> property.test(tenant.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Additions to the vocabulary.
     *
     * @param languages packs beside English, French and Spanish, such as {@code ru}
     * @param optOut whole messages; so are the other words
     * @param exemptions phrases that are no revocation; {@code <number>} stands for any digits
     * @param senders additions for some of the tenant's numbers only
     */
    public record VocabularyAdditions(
            @DefaultValue Set<String> languages,
            @DefaultValue List<String> optOut,
            @DefaultValue List<String> optIn,
            @DefaultValue List<String> confirm,
            @DefaultValue List<String> decline,
            @DefaultValue List<String> help,
            @DefaultValue List<String> exemptions,
            @DefaultValue List<Sender> senders) {

        VocabularySettings settings() {
            return VocabularyConfiguration.settings(languages, optOut, optIn, confirm, decline, help, exemptions);
        }
    }

    /**
     * Additions for one number.
     *
     * @param number of the tenant, as under {@code numbers}
     */
    public record Sender(
            String number,
            @DefaultValue Set<String> languages,
            @DefaultValue List<String> optOut,
            @DefaultValue List<String> optIn,
            @DefaultValue List<String> confirm,
            @DefaultValue List<String> decline,
            @DefaultValue List<String> help,
            @DefaultValue List<String> exemptions) {

        VocabularySettings settings() {
            return VocabularyConfiguration.settings(languages, optOut, optIn, confirm, decline, help, exemptions);
        }
    }

    /** One thing of every tenant, such as its numbers. */
    <T> Map<String, T> ofEach(Function<Tenant, T> property) {
        return tenants.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, tenant -> property.apply(tenant.getValue())));
    }
}

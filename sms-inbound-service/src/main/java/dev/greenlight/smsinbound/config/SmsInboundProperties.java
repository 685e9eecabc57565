package dev.greenlight.smsinbound.config;

import dev.greenlight.smsinbound.domain.understanding.VocabularySettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this service.
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
            @DefaultValue Generic generic) {}

    /**
     * @param authTokens of the tenant's account; two while the token is being replaced
     */
    public record Twilio(@DefaultValue List<String> authTokens) {}

    /**
     * @param secrets shared with the sender, at least 32 characters; two while one is being replaced
     */
    public record Generic(@DefaultValue List<String> secrets) {}

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

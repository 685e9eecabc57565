package dev.greenlight.smsinbound.config;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask for more than webhooks and health.
 *
 * @param apiKeys where no issuer of JWTs is configured
 */
@ConfigurationProperties("greenlight.security")
public record SecurityProperties(@DefaultValue List<ApiKey> apiKeys) {

    /**
     * One key. Keys are 32 random bytes, so a fast hash is right.
     *
     * @param name for logs
     * @param sha256 of the key, in hexadecimal
     * @param tenant that it is good for, or {@code *}
     * @param roles {@code office}, {@code campaign}, {@code admin}
     */
    public record ApiKey(
            String name,
            String sha256,
            String tenant,
            @DefaultValue List<String> roles) {}
}

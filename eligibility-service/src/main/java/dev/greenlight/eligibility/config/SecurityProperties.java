package dev.greenlight.eligibility.config;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask.
 *
 * @param apiKeys used unless an issuer of tokens is configured
 */
@ConfigurationProperties("greenlight.security")
record SecurityProperties(@DefaultValue List<ApiKey> apiKeys) {

    /**
     * A caller. Keys are 32 random bytes, which nobody guesses, so a fast hash is right.
     *
     * @param name of the caller, for logs
     * @param sha256 of the key, in hexadecimal
     * @param tenant whose data it may see, or {@code *}
     * @param roles any of office, campaign, admin
     */
    record ApiKey(
            String name,
            String sha256,
            String tenant,
            @DefaultValue List<String> roles) {}
}

package dev.greenlight.consent.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How links to unsubscribe are made.
 *
 * @param publicUrl the address of this service as people see it: https, without a slash at its end; unset: no links
 * @param keys the first seals new links, all open old ones; none: no links
 */
@ConfigurationProperties("greenlight.unsubscribe")
record UnsubscribeProperties(
        @Nullable String publicUrl, @DefaultValue List<Key> keys) {

    /**
     * @param id from 1 to 255, of this key for ever
     * @param secret 32 random bytes in hexadecimal
     */
    record Key(int id, String secret) {

        /** Says nothing of the secret. */
        @Override
        public String toString() {
            return "Key[id=" + id + "]";
        }
    }
}

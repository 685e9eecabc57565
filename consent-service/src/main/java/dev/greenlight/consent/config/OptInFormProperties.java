package dev.greenlight.consent.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How browsers reach the forms.
 *
 * @param publicUrl the address of this service as browsers see it, without a slash at its end; unset: each request's own
 * @param trustedProxies addresses or networks of the proxies whose {@code X-Forwarded-For} is believed
 */
@ConfigurationProperties("greenlight.opt-in-forms")
record OptInFormProperties(
        @Nullable String publicUrl, @DefaultValue List<String> trustedProxies) {}

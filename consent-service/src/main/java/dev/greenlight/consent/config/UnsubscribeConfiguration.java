package dev.greenlight.consent.config;

import dev.greenlight.consent.web.EmailOptInLinks;
import dev.greenlight.consent.web.UnsubscribeLinks;
import dev.greenlight.consent.web.UnsubscribeTokens;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the links of emails need: keys, and where people find this service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UnsubscribeProperties.class)
class UnsubscribeConfiguration {

    private static final Logger log = LoggerFactory.getLogger(UnsubscribeConfiguration.class);

    @Bean
    UnsubscribeLinks unsubscribeLinks(UnsubscribeProperties properties) {
        var links = new UnsubscribeLinks(publicUrl(properties), new UnsubscribeTokens(secrets(properties)));
        if (!links.canBeMade()) {
            log.warn("No links to unsubscribe can be made: set "
                    + "greenlight.unsubscribe.public-url and greenlight.unsubscribe.keys");
        }
        return links;
    }

    @Bean
    EmailOptInLinks emailOptInLinks(UnsubscribeProperties properties) {
        return new EmailOptInLinks(publicUrl(properties), secrets(properties));
    }

    private static Map<Integer, String> secrets(UnsubscribeProperties properties) {
        var secrets = new LinkedHashMap<Integer, String>();
        for (UnsubscribeProperties.Key key : properties.keys()) {
            if (secrets.put(key.id(), key.secret()) != null) {
                throw new IllegalArgumentException("greenlight.unsubscribe.keys: two have the same id");
            }
        }
        return secrets;
    }

    private static @Nullable String publicUrl(UnsubscribeProperties properties) {
        String publicUrl = properties.publicUrl();
        if (publicUrl != null && !isUsable(publicUrl)) {
            throw new IllegalArgumentException("greenlight.unsubscribe.public-url is no https URL without a slash at "
                    + "its end; http is taken for localhost only");
        }
        return publicUrl;
    }

    /** Mail programs use nothing but https. */
    private static boolean isUsable(String publicUrl) {
        URI url = URI.create(publicUrl);
        String host = url.getHost();
        boolean isLocal = "localhost".equals(host) || "127.0.0.1".equals(host);
        return host != null
                && !publicUrl.endsWith("/")
                && url.getQuery() == null
                && url.getFragment() == null
                && ("https".equals(url.getScheme()) || isLocal && "http".equals(url.getScheme()));
    }
}

package dev.greenlight.schemas.registry;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/**
 * Whom we believe to be the registry and who we say we are, from the settings that Confluent's client knows too:
 * {@code schema.registry.} and then Kafka's own names for stores and their passwords.
 */
final class RegistryTls {

    private static final String PREFIX = "schema.registry.";

    private final Map<String, ?> settings;

    private RegistryTls(Map<String, ?> settings) {
        this.settings = settings;
    }

    /**
     * @return null where no store is set: then what the JVM believes counts
     * @throws ConfigException for a store that cannot be opened; it names the setting and never a password
     */
    static @Nullable SSLContext of(Map<String, ?> settings) {
        var tls = new RegistryTls(settings);
        if (tls.setting(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG) == null
                && tls.setting(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG) == null) {
            return null;
        }
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(tls.ourKeys(), tls.whomWeBelieve(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConfigException(
                    "The TLS settings for the schema registry do not fit together: " + e.getMessage());
        }
    }

    private KeyManager @Nullable [] ourKeys() throws GeneralSecurityException {
        KeyStore store = store(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG);
        if (store == null) {
            return null;
        }
        String keyPassword = setting(SslConfigs.SSL_KEY_PASSWORD_CONFIG);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(
                store, password(keyPassword == null ? setting(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG) : keyPassword));
        return keys.getKeyManagers();
    }

    private TrustManager @Nullable [] whomWeBelieve() throws GeneralSecurityException {
        KeyStore store = store(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG);
        if (store == null) {
            return null;
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    /** A JKS or PKCS #12 file; the JDK sees which. */
    private @Nullable KeyStore store(String location, String password) throws GeneralSecurityException {
        String file = setting(location);
        if (file == null) {
            return null;
        }
        try {
            return KeyStore.getInstance(new File(file), password(setting(password)));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(PREFIX + location, file, "cannot be opened: " + e.getMessage());
        }
    }

    private @Nullable String setting(String name) {
        Object value = settings.get(PREFIX + name);
        return value == null ? null : value.toString();
    }

    private static char @Nullable [] password(@Nullable String text) {
        return text == null ? null : text.toCharArray();
    }
}

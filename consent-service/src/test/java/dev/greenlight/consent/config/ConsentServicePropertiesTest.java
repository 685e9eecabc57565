package dev.greenlight.consent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.mapping.LedgerLinks;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConsentServicePropertiesTest {

    private static final String KEY = "0f".repeat(32);

    @Test
    void withoutASaltKeyOneIsMadeUp() {
        ConsentServiceProperties bound = bind(Map.of("greenlight.state-dir", "state"));

        assertThat(bound.ledger().saltKey()).isNull();
        assertThat(LedgerLinks.withKey(bound.ledger().saltKey())).isNotNull();
    }

    @Test
    void saltKeyIsTakenAndNeverPrinted() {
        ConsentServiceProperties bound =
                bind(Map.of("greenlight.state-dir", "state", "greenlight.ledger.salt-key", KEY));

        assertThat(bound.ledger().saltKey()).isEqualTo(KEY);
        assertThat(bound.toString()).doesNotContain(KEY).contains("***");
    }

    private static ConsentServiceProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("greenlight", ConsentServiceProperties.class);
    }
}

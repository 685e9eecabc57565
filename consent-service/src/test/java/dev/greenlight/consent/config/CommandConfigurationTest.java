package dev.greenlight.consent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.config.ConsentServiceProperties.Ledger;
import dev.greenlight.consent.config.ConsentServiceProperties.Security;
import dev.greenlight.consent.domain.settings.SettingsCommand;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class CommandConfigurationTest {

    @Test
    void commandIsNotTakenWhereTheLogCannotBeReached() {
        var kafka = new KafkaProperties();
        kafka.setBootstrapServers(List.of("127.0.0.1:1"));
        var service = new ConsentServiceProperties(
                1,
                "target/streams",
                "one",
                "localhost:1",
                new Security(List.of()),
                new Ledger(null),
                new ConsentServiceProperties.Erasure(null));
        var template = new CommandConfiguration().commandTemplate(kafka, service);
        template.afterPropertiesSet();
        template.start();
        try {
            var command = new SettingsCommand("c1", null, Instant.EPOCH, "office", TenantSettings.DEFAULTS.choices());

            assertThat(new CommandPublisher(template).ask("acme", command)).isEqualTo(new Unavailable<>());
        } finally {
            template.destroy();
        }
    }
}

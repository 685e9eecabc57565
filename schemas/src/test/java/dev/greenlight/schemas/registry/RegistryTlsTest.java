package dev.greenlight.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.schemas.topic.EventTopic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {

    private static final String SUBJECT = EventTopic.CONSENT_STATE.valueSubject();
    private static final Schema SCHEMA = EventSchemas.written(EventTopic.CONSENT_STATE);

    @TempDir
    private Path folder;

    @Test
    void registryWithATrustedCertificateIsUsed() throws Exception {
        var certificate = TestCertificate.in(folder);
        try (var registry = InProcessRegistry.overTls(certificate)) {
            Map<String, String> settings = new HashMap<>(certificate.trustSettings());
            settings.put("schema.registry.url", registry.url());

            int id = SchemaRegistry.of(settings).register(SUBJECT, SCHEMA);

            assertThat(SchemaRegistry.of(settings).schemaOf(id)).contains(SCHEMA);
        }
    }

    @Test
    void registryThatNobodyVouchesForIsRefused() throws Exception {
        try (var registry = InProcessRegistry.overTls(TestCertificate.in(folder))) {
            var client = SchemaRegistry.of(Map.of("schema.registry.url", registry.url()));

            assertThatThrownBy(() -> client.register(SUBJECT, SCHEMA))
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasRootCauseInstanceOf(java.security.GeneralSecurityException.class);
        }
    }

    @Test
    void storeThatIsNotThereIsNamedAndThePasswordIsNot() {
        Map<String, String> settings = Map.of(
                "schema.registry.url",
                "https://127.0.0.1:1",
                "schema.registry.ssl.truststore.location",
                "/no/such/file.p12",
                "schema.registry.ssl.truststore.password",
                "secret");

        assertThatThrownBy(() -> SchemaRegistry.of(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.ssl.truststore.location")
                .hasMessageNotContaining("secret");
    }
}

package dev.greenlight.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.schemas.audience.AudienceMember;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class StateSerdeTest {

    private static final AudienceMember VALUE = AudienceMember.newBuilder()
            .setTenant("acme")
            .setCustomerId("c-1")
            .setContactMethodId("m-1")
            .setAddress("+15555550123")
            .setSince(Instant.parse("2026-01-15T17:00:00Z"))
            .build();

    private final StateSerde<AudienceMember> serde = StateSerde.of(AudienceMember.class);

    @Test
    void readsWhatItWroteWithoutARegistry() {
        byte[] bytes = serde.serializer().serialize("a-store", VALUE);
        assertThat(serde.deserializer().deserialize("a-store", bytes)).isEqualTo(VALUE);
    }

    @Test
    void bytesOfSomethingElseAreATypedFailure() {
        assertThatThrownBy(() -> serde.deserializer().deserialize("a-store", new byte[] {1, 2, 3}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("a-store");
    }

    @Test
    void absentStaysAbsent() {
        assertThat(serde.serializer().serialize("a-store", null)).isNull();
        assertThat(serde.deserializer().deserialize("a-store", null)).isNull();
    }
}

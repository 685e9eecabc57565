package dev.greenlight.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;

class StackSettingsTest {

    @Test
    void portsAreThoseOfTheDocumentationUnlessMoved() {
        var settings = StackSettings.of(Options.parse("--broker-port=19092", "--consent-service-port=18082"));

        assertThat(settings.ports())
                .containsEntry(Component.BROKER, 19092)
                .containsEntry(Component.REGISTRY, 8080)
                .containsEntry(Component.SMS_INBOUND, 8081)
                .containsEntry(Component.CONSENT, 18082)
                .containsEntry(Component.ELIGIBILITY, 8084);
    }

    @Test
    void aTakenPortIsNamedWithWhoWantsItAndHowToMoveIt() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = onFreePortsBut(Component.CONSENT, other.getLocalPort());

            assertThatThrownBy(settings::requireFreePorts)
                    .isInstanceOf(StackNotStartedException.class)
                    .hasMessageContaining("Port " + other.getLocalPort())
                    .hasMessageContaining("consent-service")
                    .hasMessageContaining("--consent-service-port=");
        }
    }

    @Test
    void aPortThatListensOnEveryAddressIsTakenToo() throws Exception {
        try (var other = new ServerSocket(0)) {
            var settings = onFreePortsBut(Component.BROKER, other.getLocalPort());

            assertThatThrownBy(settings::requireFreePorts).hasMessageContaining("--broker-port=");
        }
    }

    @Test
    void onePortForTwoIsRefused() {
        int port = Ports.free();
        var settings = StackSettings.of(
                Options.parse("--broker-port=" + port, "--registry-port=" + port, "--sms-inbound-service-port=1"));

        assertThatThrownBy(settings::requireFreePorts).hasMessageContaining("both broker and registry");
    }

    @Test
    void freePortsAreFree() {
        var settings = StackSettings.onFreePorts(Path.of("target"), Path.of("target"), 2);

        assertThatCode(settings::requireFreePorts).doesNotThrowAnyException();
    }

    @Test
    void unknownAndUnusableOptionsAreRefused() {
        assertThatThrownBy(() -> StackSettings.of(Options.parse("--colour=blue")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown option --colour");
        assertThatThrownBy(() -> StackSettings.of(Options.parse("--partitions=many")))
                .hasMessage("--partitions is a number from 1 to 1000");
        assertThatThrownBy(() -> StackSettings.of(Options.parse("--broker-port=0")))
                .hasMessage("--broker-port is a number from 1 to 65535");
        assertThatThrownBy(() -> Options.parse("partitions"))
                .hasMessage("Options look like --name=value, not like partitions");
    }

    private static StackSettings onFreePortsBut(Component component, int port) {
        var free = StackSettings.onFreePorts(Path.of("target"), Path.of("target"), 2);
        var ports = new EnumMap<>(free.ports());
        ports.put(component, port);
        return new StackSettings(free.directory(), free.registryHome(), free.partitions(), ports);
    }
}

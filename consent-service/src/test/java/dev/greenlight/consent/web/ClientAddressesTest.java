package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressesTest {

    private final ClientAddresses clients = new ClientAddresses(List.of("10.0.0.0/8", "2001:db8:1::/48"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            198.51.100.7   | -                                 | 198.51.100.7
            198.51.100.7   | 203.0.113.9                       | 198.51.100.7
            10.0.0.1       | -                                 | 10.0.0.1
            10.0.0.1       | 198.51.100.7                      | 198.51.100.7
            10.0.0.1       | 203.0.113.9, 198.51.100.7         | 198.51.100.7
            10.0.0.1       | 203.0.113.9, 198.51.100.7, 10.2.2.2 | 198.51.100.7
            10.0.0.1       | <script>, 10.2.2.2                | 10.2.2.2
            10.0.0.1       | 999.1.1.1                         | 999.1.1.1
            10.0.0.1       | 203.0.113.9, 999.1.1.1            | 999.1.1.1
            2001:db8:1::5  | 2001:db8:7::1                     | 2001:db8:7::1
            """)
    void headerIsBelievedAsFarAsTrustedProxiesWroteIt(String remote, String forwarded, String client) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(remote);
        if (forwarded != null) {
            request.addHeader("X-Forwarded-For", forwarded);
        }

        assertThat(clients.of(request)).isEqualTo(client);
    }

    @Test
    void severalHeadersAreReadAsOne() {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("10.0.0.1");
        request.addHeader("X-Forwarded-For", "203.0.113.9");
        request.addHeader("X-Forwarded-For", "198.51.100.7, 10.0.0.2");

        assertThat(clients.of(request)).isEqualTo("198.51.100.7");
    }

    @Test
    void addressesOfOneNetworkCountAsOne() {
        assertThat(ClientAddresses.networkOf("2001:db8:7:1::1"))
                .isEqualTo(ClientAddresses.networkOf("2001:db8:7:1:ffff:0:0:2"))
                .isNotEqualTo(ClientAddresses.networkOf("2001:db8:7:2::1"));
        assertThat(ClientAddresses.networkOf("198.51.100.7")).isNotEqualTo(ClientAddresses.networkOf("198.51.100.8"));
    }

    @Test
    void proxyThatIsNoAddressIsNoConfiguration() {
        assertThatThrownBy(() -> new ClientAddresses(List.of("10.0.0.0/99")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptInFormOriginsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.example.com",
                "https://example.com:8443",
                "http://localhost",
                "http://localhost:3000"
            })
    void whatABrowserSendsIsAnOrigin(String origin) {
        assertThat(OptInFormOrigins.isOrigin(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "www.example.com",
                "http://www.example.com",
                "https://www.example.com/",
                "https://www.example.com/page",
                "https://WWW.example.com",
                "https://www.example.com:443",
                "https://user@www.example.com",
                "https://www.example.com?x",
                "https://*.example.com",
                "javascript:alert(1)"
            })
    void whatNoBrowserSendsOrNobodyShouldTrustIsNot(String text) {
        assertThat(OptInFormOrigins.isOrigin(text)).isFalse();
    }
}

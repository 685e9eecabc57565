package dev.greenlight.consent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.consent.config.UnsubscribeProperties.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribeConfigurationTest {

    private static final Key KEY = new Key(1, "0a".repeat(32));

    private final UnsubscribeConfiguration configuration = new UnsubscribeConfiguration();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mail.example.com",
                "https://example.com/mail",
                "http://localhost:8082",
                "http://127.0.0.1:1"
            })
    void linksAreMadeWhereKeyAndAddressAreSet(String publicUrl) {
        assertThat(made(publicUrl, KEY)).isTrue();
        assertThat(made(publicUrl)).isFalse();
    }

    @Test
    void withoutAnAddressNoneAreMade() {
        assertThat(made(null, KEY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://mail.example.com",
                "https://mail.example.com/",
                "mail.example.com",
                "https://mail.example.com?a=b",
                "https:///x"
            })
    void addressThatMailProgramsWouldNotUseIsRefused(String publicUrl) {
        assertThatThrownBy(() -> made(publicUrl, KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("greenlight.unsubscribe.public-url");
    }

    @Test
    void keysWithOneIdAreRefusedAndNoKeyIsPrinted() {
        assertThatThrownBy(() -> made("https://mail.example.com", KEY, KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same id");
        assertThat(new UnsubscribeProperties(null, List.of(KEY)).toString())
                .contains("id=1")
                .doesNotContain("0a0a");
    }

    private boolean made(@Nullable String publicUrl, Key... keys) {
        return configuration
                .unsubscribeLinks(new UnsubscribeProperties(publicUrl, List.of(keys)))
                .canBeMade();
    }
}

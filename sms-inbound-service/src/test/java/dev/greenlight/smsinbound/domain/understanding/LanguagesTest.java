package dev.greenlight.smsinbound.domain.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.consent.TextLanguage;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The languages that a company can choose in its settings are those whose words are here. */
class LanguagesTest {

    @Test
    void everyLanguageOfTheContractHasItsRulesAndTheOtherWayRound() {
        assertThat(Arrays.stream(TextLanguage.values())
                        .filter(language -> language != TextLanguage.UNKNOWN)
                        .map(language -> language.name().toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Languages.ALWAYS.stream(), Languages.OPTIONAL.stream())
                                .toList());
    }
}

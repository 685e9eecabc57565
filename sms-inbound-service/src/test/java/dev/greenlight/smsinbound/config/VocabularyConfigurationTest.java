package dev.greenlight.smsinbound.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.greenlight.smsinbound.domain.Vocabularies;
import dev.greenlight.smsinbound.domain.understanding.Meaning;
import dev.greenlight.smsinbound.domain.understanding.Reading;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class VocabularyConfigurationTest {

    private static final String TENANTS = "greenlight.sms-inbound.tenants.";
    private static final String NUMBER = "+18005551212";
    private static final String OTHER_NUMBER = "+18005551213";

    @Test
    void textIsReadWithTheWordsOfTheNumberAndOfTheCompany() {
        Vocabularies vocabularies = vocabularies(Map.of(
                "acme.numbers[0]", NUMBER,
                "acme.numbers[1]", OTHER_NUMBER,
                "acme.vocabulary.languages[0]", "ru",
                "acme.vocabulary.opt-out[0]", "enough",
                "acme.vocabulary.senders[0].number", NUMBER,
                "acme.vocabulary.senders[0].help[0]", "hours",
                "acme.vocabulary.senders[0].exemptions[0]", "stop <number>",
                "other.numbers[0]", "55512"));

        assertThat(vocabularies.of("acme", NUMBER).read("hours"))
                .map(Reading::meaning)
                .hasValue(Meaning.HELP);
        assertThat(vocabularies.of("acme", NUMBER).read("стоп"))
                .map(Reading::meaning)
                .hasValue(Meaning.OPT_OUT);
        assertThat(vocabularies.of("acme", NUMBER).read("stop 12")).isEmpty();
        assertThat(vocabularies.of("acme", OTHER_NUMBER).read("hours")).isEmpty();
        assertThat(vocabularies.of("acme", OTHER_NUMBER).read("stop 12")).isPresent();
        assertThat(vocabularies.of("acme", OTHER_NUMBER).read("enough")).isPresent();
        assertThat(vocabularies.of("other", "55512").read("enough")).isEmpty();
        assertThat(vocabularies.of("unknown", NUMBER).read("STOP")).isPresent();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vocabularies(Map.of(
                        "acme.vocabulary.languages[0]", "xx",
                        "acme.vocabulary.help[0]", "stop",
                        "acme.vocabulary.senders[0].number", NUMBER,
                        "other.vocabulary.exemptions[0]", "please stop")))
                .withMessageContaining("acme.vocabulary: there is no language xx")
                .withMessageContaining("acme.vocabulary: STOP means OPT_OUT and cannot mean HELP too: it is reserved")
                .withMessageContaining("acme.vocabulary.senders[0]: the number is none of the tenant's")
                .withMessageContaining("other.vocabulary: 'please stop' cannot be exempted");
    }

    @Test
    void numberHasOneVocabulary() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vocabularies(Map.of(
                        "acme.numbers[0]", NUMBER,
                        "acme.vocabulary.senders[0].number", NUMBER,
                        "acme.vocabulary.senders[1].number", NUMBER)))
                .withMessageContaining("acme.vocabulary.senders[1]: the number is there twice");
    }

    private static Vocabularies vocabularies(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(TENANTS + name, value));
        var properties = new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("greenlight.sms-inbound", SmsInboundProperties.class);
        return new VocabularyConfiguration().vocabularies(properties);
    }
}

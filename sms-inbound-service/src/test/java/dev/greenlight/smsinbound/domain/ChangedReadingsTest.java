package dev.greenlight.smsinbound.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.domain.ChangedReadings.ChangedReading;
import dev.greenlight.smsinbound.domain.ChangedReadings.KeptText;
import dev.greenlight.smsinbound.domain.understanding.Meaning;
import dev.greenlight.smsinbound.domain.understanding.Vocabulary;
import dev.greenlight.smsinbound.domain.understanding.VocabularySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangedReadingsTest {

    private static final Vocabularies CANDIDATE = new Vocabularies(
            Map.of(
                    "acme",
                    Vocabulary.of(new VocabularySettings(
                            Set.of("ru"), Map.of(Meaning.OPT_OUT, List.of("genug")), List.of("stop <number>")))),
            Map.of());

    @Test
    void onlyWhatWouldBeReadDifferentlyIsNamed() {
        assertThat(Stream.of(
                                text("1", "acme", "STOP", GatewayHint.NONE, Meaning.OPT_OUT),
                                text("2", "acme", "СТОП", GatewayHint.NONE, Meaning.REVIEW),
                                text("3", "other", "СТОП", GatewayHint.NONE, Meaning.REVIEW),
                                text("4", "acme", "stop 12", GatewayHint.NONE, Meaning.OPT_OUT),
                                text("5", "acme", "stop 12", GatewayHint.STOP, Meaning.OPT_OUT))
                        .flatMap(text -> ChangedReadings.of(text, CANDIDATE).stream()))
                .containsExactly(
                        new ChangedReading("2", "acme", Meaning.REVIEW, Optional.of(Meaning.OPT_OUT), "vocabulary-ru"),
                        new ChangedReading("4", "acme", Meaning.OPT_OUT, Optional.empty(), ""));
    }

    @Test
    void textShowsNoWords() {
        assertThat(text("1", "acme", "STOP", GatewayHint.NONE, Meaning.OPT_OUT)).hasToString("KeptText[1]");
    }

    private static KeptText text(String id, String tenant, String body, GatewayHint hint, Meaning meaning) {
        return new KeptText(id, tenant, "+18005551212", body, hint, meaning);
    }
}

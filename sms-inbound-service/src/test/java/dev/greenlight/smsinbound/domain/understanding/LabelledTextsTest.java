package dev.greenlight.smsinbound.domain.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.domain.understanding.LabelledTexts.Figures;
import dev.greenlight.smsinbound.domain.understanding.LabelledTexts.Half;
import dev.greenlight.smsinbound.domain.understanding.LabelledTexts.Label;
import dev.greenlight.smsinbound.domain.understanding.LabelledTexts.LabelledText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the rules are worth, on the texts that they were written with and on those that they were not. */
class LabelledTextsTest {

    @Test
    void thereAreEnoughTextsAndNoneTwice() {
        List<LabelledText> texts = LabelledTexts.all();

        assertThat(texts).extracting(LabelledText::text).doesNotHaveDuplicates();
        assertThat(texts.stream().filter(text -> text.label() == Label.REVOCATION))
                .hasSizeGreaterThan(4_000);
        assertThat(texts.stream().filter(text -> text.label() == Label.ORDINARY))
                .hasSizeGreaterThan(3_000);
        assertThat(texts.stream().map(LabelledText::language).collect(Collectors.toSet()))
                .isEqualTo(Set.of("en", "es", "fr"));
    }

    @Test
    void halfThatRulesAreTunedOn() {
        Figures figures = LabelledTexts.measure(Half.TUNING, Vocabulary.DEFAULT);

        assertThat(figures.recall()).isGreaterThanOrEqualTo(0.99);
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(figures.ordinaryHeldRate()).isLessThan(0.005);
    }

    @Test
    void halfThatNobodyLooksAt() {
        Figures figures = LabelledTexts.measure(Half.REPORTING, Vocabulary.DEFAULT);

        assertThat(figures.recall()).isGreaterThanOrEqualTo(0.963);
        assertThat(figures.stopped()).isGreaterThanOrEqualTo(0.99);
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(figures.ordinaryHeldRate()).isLessThan(0.036);
    }

    @Test
    void everyPractisedTextIsReadAsLabelledAndNoneIsMeasuredWith() {
        List<LabelledText> practised = LabelledTexts.practised();

        assertThat(practised).extracting(LabelledText::text).doesNotHaveDuplicates();
        assertThat(practised).hasSizeGreaterThan(1_000).doesNotContainAnyElementsOf(LabelledTexts.all());
        assertThat(practised)
                .allSatisfy(text -> assertThat(Vocabulary.DEFAULT.read(text.text()))
                        .map(Reading::meaning)
                        .isEqualTo(text.label() == Label.REVOCATION ? Optional.of(Meaning.OPT_OUT) : Optional.empty()));
    }

    @Test
    void mostOfTheDoubtfulGetsAPersonsEye() {
        List<LabelledText> doubtful = LabelledTexts.all().stream()
                .filter(text -> text.label() == Label.DOUBTFUL)
                .toList();

        assertThat(doubtful.stream().filter(text -> isHeld(text.text())).count())
                .isGreaterThanOrEqualTo(Math.round(doubtful.size() * 0.85));
    }

    private static boolean isHeld(String text) {
        return Vocabulary.DEFAULT
                .read(text)
                .filter(reading -> reading.meaning() == Meaning.OPT_OUT || reading.meaning() == Meaning.REVIEW)
                .isPresent();
    }
}

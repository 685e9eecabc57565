package dev.greenlight.bench;

import dev.greenlight.smsinbound.domain.understanding.LabelledTexts;
import dev.greenlight.smsinbound.domain.understanding.LabelledTexts.Half;
import dev.greenlight.smsinbound.domain.understanding.LabelledTexts.LabelledText;
import dev.greenlight.smsinbound.domain.understanding.Vocabulary;
import java.time.Duration;
import java.util.List;

/** How fast one thread reads texts, and how well, on the labelled texts that the rules were not tuned on. */
final class Understanding {

    private static final int ROUNDS = 4;
    private static final long ROUND_NANOS = Duration.ofSeconds(2).toNanos();

    /** As people send them: mostly plain, some with a sign or an accent. */
    private static final List<String> KEYWORDS = List.of(
            "STOP",
            "Stop",
            "stop",
            "STOP.",
            "YES",
            "Yes!",
            "START",
            "No",
            "unsubscribe",
            "HELP",
            "Stop ",
            "y",
            "STOPALL",
            "cancel",
            "opt out",
            "STOP!!!",
            "Arrêt",
            "STOP 🛑",
            "stop",
            "Quit");

    private Understanding() {}

    static void measure(Figures figures) {
        List<String> free = LabelledTexts.all().stream()
                .map(LabelledText::text)
                .filter(text -> text.indexOf(' ') > 0)
                .toList();
        figures.put("keyword_texts_per_s", perSecond(KEYWORDS), "keywords read by one thread");
        figures.put("free_texts_per_s", perSecond(free), "labelled texts of two words and more, read by one thread");
        LabelledTexts.Figures reporting = LabelledTexts.measure(Half.REPORTING, Vocabulary.DEFAULT);
        LabelledTexts.Figures tuning = LabelledTexts.measure(Half.TUNING, Vocabulary.DEFAULT);
        figures.put("revocation_recall", reporting.recall(), reporting.revocations() + " revocations, reporting half");
        figures.put(
                "revocation_stopped",
                reporting.stopped(),
                "the same, with those that are held until a person has read them");
        figures.put("revocation_precision", reporting.precision(), "of what is read as one, reporting half");
        figures.put(
                "look_alikes_held",
                reporting.ordinaryHeldRate(),
                "of " + reporting.ordinary() + " ordinary texts, reporting half, those that a person gets to read");
        figures.put("revocation_recall_tuning", tuning.recall(), "on the half that the rules were tuned on");
        figures.put("revocation_precision_tuning", tuning.precision(), "on the half that the rules were tuned on");
    }

    /** The best of some rounds; the first ones warm up. */
    private static double perSecond(List<String> texts) {
        double best = 0;
        long meaningful = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long read = 0;
            long start = System.nanoTime();
            long end = start;
            while (end - start < ROUND_NANOS) {
                for (String text : texts) {
                    meaningful += Vocabulary.DEFAULT.read(text).isPresent() ? 1 : 0;
                }
                read += texts.size();
                end = System.nanoTime();
            }
            best = Math.max(best, read * 1e9 / (end - start));
        }
        if (meaningful == 0) {
            throw new IllegalStateException("No text was understood");
        }
        return best;
    }
}

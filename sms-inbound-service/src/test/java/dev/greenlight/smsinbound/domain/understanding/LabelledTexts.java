package dev.greenlight.smsinbound.domain.understanding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/** Texts that were written and labelled for this project, in the two halves that rules are tuned on and measured on. */
public final class LabelledTexts {

    private LabelledTexts() {}

    /** What the person who wrote a text meant. */
    public enum Label {
        /** Asks for no more texts. */
        REVOCATION,
        /** A person has to read it: anger, a threat, a hint. */
        DOUBTFUL,
        /** Everything else. */
        ORDINARY
    }

    /** A text belongs to one of them by the checksum of its words, so that nobody chooses. */
    public enum Half {
        TUNING,
        REPORTING
    }

    public record LabelledText(Label label, String language, String text) {

        public Half half() {
            var checksum = new CRC32();
            checksum.update(text.getBytes(StandardCharsets.UTF_8));
            return checksum.getValue() % 2 == 0 ? Half.TUNING : Half.REPORTING;
        }
    }

    /** How well a vocabulary reads some texts. */
    public record Figures(int revocations, int revoked, int held, int ordinary, int ordinaryRevoked, int ordinaryHeld) {

        /** Of the revocations, those that are read as one. */
        public double recall() {
            return (double) revoked / revocations;
        }

        /** Of the revocations, those that end marketing texts at once: read as one, or held until a person has read them. */
        public double stopped() {
            return (double) (revoked + held) / revocations;
        }

        /** Of the texts that are read as a revocation, those that are one. */
        public double precision() {
            return (double) revoked / (revoked + ordinaryRevoked);
        }

        /** Of the ordinary texts, those that a person gets to read. */
        public double ordinaryHeldRate() {
            return (double) ordinaryHeld / ordinary;
        }
    }

    public static List<LabelledText> all() {
        List<LabelledText> texts = new ArrayList<>();
        List.of("en", "es", "fr").forEach(language -> texts.addAll(of(language)));
        return texts;
    }

    /** Texts that were thought of while rules were changed: every one is read as labelled, and none counts in a figure. */
    static List<LabelledText> practised() {
        return of("practice");
    }

    /** Sentences with choices in them, to learn from. */
    static List<LabelledText> frames() {
        return of("frames");
    }

    public static Figures measure(Half half, Vocabulary vocabulary) {
        var counts = new int[Label.values().length][3];
        for (LabelledText labelled : all()) {
            if (labelled.half() == half) {
                int[] counted = counts[labelled.label().ordinal()];
                counted[0]++;
                vocabulary.read(labelled.text()).ifPresent(reading -> {
                    counted[1] += reading.meaning() == Meaning.OPT_OUT ? 1 : 0;
                    counted[2] += reading.meaning() == Meaning.REVIEW ? 1 : 0;
                });
            }
        }
        int[] revocations = counts[Label.REVOCATION.ordinal()];
        int[] ordinary = counts[Label.ORDINARY.ordinal()];
        return new Figures(revocations[0], revocations[1], revocations[2], ordinary[0], ordinary[1], ordinary[2]);
    }

    private static List<LabelledText> of(String name) {
        InputStream file =
                Objects.requireNonNull(LabelledTexts.class.getResourceAsStream("/understanding/" + name + ".tsv"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.split("\t", 3))
                    .map(cells -> new LabelledText(label(cells[0]), cells[1], cells[2].replace("\\n", "\n")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Label label(String name) {
        return switch (name) {
            case "revocation" -> Label.REVOCATION;
            case "doubtful" -> Label.DOUBTFUL;
            case "ordinary" -> Label.ORDINARY;
            default -> throw new IllegalArgumentException("No label: " + name);
        };
    }
}

package dev.greenlight.smsinbound.domain.understanding;

import dev.greenlight.smsinbound.domain.understanding.Clues.Kind;
import dev.greenlight.smsinbound.domain.understanding.LabelledTexts.Half;
import dev.greenlight.smsinbound.domain.understanding.LabelledTexts.Label;
import dev.greenlight.smsinbound.domain.understanding.LabelledTexts.LabelledText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns the weights of the wider net by logistic regression. The same texts give the same weights on every machine: the
 * order is drawn with a fixed seed, and all arithmetic is strict.
 */
final class WiderNetTrainer {

    /** A clue of a single text would be learned by heart. */
    private static final int FEWEST_TEXTS = 2;

    private static final int MOST_CLUES = 12_000;
    private static final int ROUNDS_TO_CHOOSE = 4;
    private static final int ROUNDS = 8;
    private static final double STEP = 0.5;
    private static final double STEP_OF_BIAS = 0.02;
    private static final double DECAY = 1e-3;

    /** Of a text that was written out of a frame. */
    private static final double WEIGHT_OF_FRAMES = 0.5;

    private final List<Example> examples;
    private final Map<String, Integer> indexByClue = new LinkedHashMap<>();
    private final double[] weights;
    private final double[] squares;
    private double bias;

    private WiderNetTrainer(List<Example> examples, Set<String> clues) {
        this.examples = examples;
        clues.forEach(clue -> indexByClue.put(clue, indexByClue.size()));
        weights = new double[clues.size()];
        squares = new double[clues.size()];
    }

    private record Example(List<String> clues, int count, boolean revocation, double weight) {}

    /** The tuning half, what was practised with, and the frames; nothing that the reporting half has too. */
    static List<String> learn() {
        return learn(LabelledTexts.all().stream()
                .filter(text -> text.half() == Half.TUNING)
                .toList());
    }

    /** The lines of the file of weights, learned with a part of the tuning half. */
    static List<String> learn(List<LabelledText> tuning) {
        Set<String> reported = new HashSet<>();
        LabelledTexts.all().stream()
                .filter(text -> text.half() == Half.REPORTING)
                .forEach(text -> reported.add(NormalisedText.keyword(text.text())));
        List<Example> examples = new ArrayList<>();
        Stream.concat(tuning.stream(), LabelledTexts.practised().stream())
                .forEach(text -> examples.add(example(text, 1)));
        Frames.written(LabelledTexts.frames()).stream()
                .filter(text -> !reported.contains(NormalisedText.keyword(text.text())))
                .forEach(text -> examples.add(example(text, WEIGHT_OF_FRAMES)));
        Map<String, Integer> texts = new HashMap<>();
        examples.forEach(example -> new HashSet<>(example.clues).forEach(clue -> texts.merge(clue, 1, Integer::sum)));
        Set<String> frequent = new TreeSet<>(texts.keySet());
        frequent.removeIf(clue -> texts.getOrDefault(clue, 0) < FEWEST_TEXTS);
        var first = new WiderNetTrainer(examples, frequent);
        first.train(ROUNDS_TO_CHOOSE);
        var second = new WiderNetTrainer(examples, first.heaviest(texts));
        second.train(ROUNDS);
        return second.lines();
    }

    private static Example example(LabelledText text, double weight) {
        Words words = Words.of(text.text(), Set.of());
        List<String> clues = new ArrayList<>();
        int count = Clues.visit(words, (kind, first, second) -> clues.add(clue(words, kind, first, second)));
        return new Example(clues, count, text.label() != Label.ORDINARY, weight);
    }

    private static String clue(Words words, Kind kind, int first, int second) {
        String one = first < 0 ? WiderNet.BEFORE : Clues.form(words.get(first));
        String other = second == words.count() ? WiderNet.BEHIND : Clues.form(words.get(second));
        return switch (kind) {
            case WORD -> one;
            case BEGINNING -> Clues.beginning(words.get(first)) + WiderNet.BEGINS;
            case NEIGHBOURS -> one + WiderNet.NEIGHBOUR + other;
            case NEAR -> one + WiderNet.NEAR + other;
        };
    }

    private void train(int rounds) {
        int[][] clues = examples.stream()
                .map(example -> example.clues.stream()
                        .filter(indexByClue::containsKey)
                        .mapToInt(indexByClue::get)
                        .toArray())
                .toArray(int[][]::new);
        int[] order = IntStream.range(0, clues.length).toArray();
        var random = new Random(7);
        for (int round = 0; round < rounds; round++) {
            for (int last = order.length - 1; last > 0; last--) {
                int other = random.nextInt(last + 1);
                int kept = order[last];
                order[last] = order[other];
                order[other] = kept;
            }
            for (int i : order) {
                step(examples.get(i), clues[i]);
            }
        }
    }

    private void step(Example example, int[] clues) {
        double scale = Math.sqrt(example.count);
        double sum = 0;
        for (int clue : clues) {
            sum += weights[clue];
        }
        double likely = 1 / (1 + StrictMath.exp(-bias - sum / scale));
        double wrong = (likely - (example.revocation ? 1 : 0)) * example.weight;
        for (int clue : clues) {
            double slope = wrong / scale + DECAY * weights[clue];
            squares[clue] += slope * slope;
            weights[clue] -= STEP * slope / Math.sqrt(0.01 + squares[clue]);
        }
        bias -= STEP_OF_BIAS * wrong;
    }

    private Set<String> heaviest(Map<String, Integer> texts) {
        Comparator<Map.Entry<String, Integer>> byInfluence = Comparator.comparingDouble(
                clue -> -Math.abs(weights[clue.getValue()]) * Math.sqrt(texts.getOrDefault(clue.getKey(), 0)));
        return new TreeSet<>(indexByClue.entrySet().stream()
                .sorted(byInfluence.thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CLUES)
                .map(Map.Entry::getKey)
                .toList());
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(WiderNet.BIAS, bias));
        indexByClue.forEach((clue, index) -> lines.add(line(clue, weights[index])));
        lines.removeIf(line -> line.endsWith("\t0.00") || line.endsWith("\t-0.00"));
        return lines;
    }

    private static String line(String clue, double weight) {
        return clue + "\t" + String.format(Locale.ROOT, "%.2f", weight);
    }
}

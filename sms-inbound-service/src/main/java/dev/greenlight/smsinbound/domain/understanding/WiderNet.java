package dev.greenlight.smsinbound.domain.understanding;

import dev.greenlight.smsinbound.domain.understanding.Clues.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How much a text sounds like a revocation, by the weights of its words. It never says so: what no rule reads, and
 * sounds like one, is for a person to read, and so is what a rule takes for one that sounds like none.
 *
 * <p>The weights are learned from texts, and stand in {@code understanding/wider-net.tsv}.
 */
final class WiderNet {

    static final String RULE = "wider-net";
    static final String BIAS = "bias";
    static final String BEFORE = "^";
    static final String BEHIND = "$";
    static final String BEGINS = "*";
    static final String NEAR = " .. ";
    static final String NEIGHBOUR = " ";

    /** Of the texts in the tuning half that no rule reads, hardly an ordinary one reaches it. */
    static final double HELD_FROM = 0.6;

    /** Of the revocations in the tuning half that a rule reads, two of a thousand stay below it. */
    static final double DOUBTED_BELOW = -2;

    /** A plain answer of one word is a keyword or nothing. */
    private static final int FEWEST_WORDS = 2;

    /** Of the heaviest word, so that a word is named as evidence. */
    private static final double EVIDENT = 0.4;

    private static final int UNKNOWN = 0;

    private final Map<String, Integer> idByWord = new HashMap<>();
    private final float[] wordWeights;
    private final Map<String, Float> byBeginning = new HashMap<>();
    private final PairWeights neighbours;
    private final PairWeights near;
    private final int before;
    private final int behind;
    private final double bias;

    /**
     * @param weightByClue a word, {@code TEXT*}, {@code MY NUMBER}, {@code DONT .. TEXT}, {@code ^ STOP}, {@code OUT $}
     *     or {@code bias}
     */
    WiderNet(Map<String, Float> weightByClue) {
        Map<Integer, Float> byWord = new HashMap<>();
        Map<Long, Float> ofNeighbours = new HashMap<>();
        Map<Long, Float> ofNear = new HashMap<>();
        before = id(BEFORE);
        behind = id(BEHIND);
        weightByClue.forEach((clue, weight) -> {
            if (clue.contains(NEAR)) {
                ofNear.put(pair(clue.split(" \\.\\. ")), weight);
            } else if (clue.contains(NEIGHBOUR)) {
                ofNeighbours.put(pair(clue.split(NEIGHBOUR)), weight);
            } else if (clue.endsWith(BEGINS)) {
                byBeginning.put(clue.substring(0, clue.length() - BEGINS.length()), weight);
            } else if (!clue.equals(BIAS)) {
                byWord.put(id(clue), weight);
            }
        });
        bias = weightByClue.getOrDefault(BIAS, 0f);
        wordWeights = new float[idByWord.size() + 1];
        byWord.forEach((id, weight) -> wordWeights[id] = weight);
        neighbours = new PairWeights(ofNeighbours);
        near = new PairWeights(ofNear);
    }

    /** The one that comes with the service. */
    static WiderNet load() {
        String resource = "/understanding/wider-net.tsv";
        try (InputStream bytes = WiderNet.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            var reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            return new WiderNet(parse(reader.lines().toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of a clue, a tab and its weight. */
    static Map<String, Float> parse(List<String> lines) {
        Map<String, Float> weightByClue = new HashMap<>();
        for (String line : lines) {
            int tab = line.indexOf('\t');
            weightByClue.put(line.substring(0, tab), Float.valueOf(line.substring(tab + 1)));
        }
        return weightByClue;
    }

    boolean holds(Words words) {
        return words.count() >= FEWEST_WORDS && weigh(words) >= HELD_FROM;
    }

    boolean doubts(Words words) {
        return weigh(words) < DOUBTED_BELOW;
    }

    /** The logarithm of the odds that a text is a revocation, as far as the net has learned. */
    double weigh(Words words) {
        var sum = new Sum(words);
        int clues = Clues.visit(words, sum);
        return bias + sum.total / Math.sqrt(clues);
    }

    /** The words that speak most for a revocation, in the order of the text. */
    String evidence(Words words) {
        var sum = new Sum(words);
        double[] heavy = new double[words.count()];
        Clues.visit(words, (kind, first, second) -> {
            double half = sum.weight(kind, first, second) / 2;
            if (first >= 0) {
                heavy[first] += half;
            }
            if (second < heavy.length) {
                heavy[second] += half;
            }
        });
        double most = 0;
        for (double weight : heavy) {
            most = Math.max(most, weight);
        }
        var evidence = new StringJoiner(" ");
        for (int i = 0; i < heavy.length; i++) {
            if (heavy[i] > 0 && heavy[i] >= EVIDENT * most) {
                evidence.add(words.get(i));
            }
        }
        return evidence.toString();
    }

    private int id(String word) {
        return idByWord.computeIfAbsent(word, none -> idByWord.size() + 1);
    }

    private long pair(String[] words) {
        return PairWeights.pair(id(words[0]), id(words[1]));
    }

    /** The weights of the clues of one text. */
    private final class Sum implements Clues.Taker {

        private final Words words;
        private final int[] ids;
        private double total;

        Sum(Words words) {
            this.words = words;
            ids = new int[words.count()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = idByWord.getOrDefault(Clues.form(words.get(i)), UNKNOWN);
            }
        }

        @Override
        public void take(Kind kind, int first, int second) {
            total += weight(kind, first, second);
        }

        float weight(Kind kind, int first, int second) {
            return switch (kind) {
                case WORD -> wordWeights[ids[first]];
                case BEGINNING -> byBeginning.getOrDefault(Clues.beginning(words.get(first)), 0f);
                case NEIGHBOURS -> pairWeight(neighbours, first, second);
                case NEAR -> pairWeight(near, first, second);
            };
        }

        private float pairWeight(PairWeights pairs, int first, int second) {
            int one = first < 0 ? before : ids[first];
            int other = second == ids.length ? behind : ids[second];
            return one == UNKNOWN || other == UNKNOWN ? 0 : pairs.get(PairWeights.pair(one, other));
        }
    }
}

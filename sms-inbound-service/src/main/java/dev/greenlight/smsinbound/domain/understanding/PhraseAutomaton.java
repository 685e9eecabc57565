package dev.greenlight.smsinbound.domain.understanding;

import dev.greenlight.smsinbound.domain.understanding.PhraseRule.Effect;
import dev.greenlight.smsinbound.domain.understanding.Words.Boundary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All patterns of some rules, matched in one pass over the words: the time is linear in the length of the text,
 * whatever the text is.
 */
final class PhraseAutomaton {

    private static final int UNKNOWN = -1;
    static final int ANY = -1;
    static final int NUMBER = -2;

    private final Map<String, Integer> idByWord;
    private final Misspellings misspellings;
    private final Courtesy courtesy;
    private final BitSet[] classesByWord;
    private final int[][] startsAnywhere;
    private final int[][] startsOfClauses;
    private final int[][] startsOfMessages;
    private final int[] wordClass;
    private final int[][] follow;
    private final Pattern[] patternOf;
    private final Pattern[] endsPattern;

    PhraseAutomaton(PhraseAutomatonBuilder builder) {
        idByWord = Map.copyOf(builder.idByWord);
        misspellings = new Misspellings(builder.spelledBadly);
        courtesy = new Courtesy(Set.copyOf(builder.courtesy));
        classesByWord = builder.classesByWord.toArray(BitSet[]::new);
        wordClass = ints(builder.wordClass);
        follow = builder.follow.stream().map(PhraseAutomaton::ints).toArray(int[][]::new);
        patternOf = builder.patternOf.toArray(Pattern[]::new);
        endsPattern = new Pattern[wordClass.length];
        builder.ends.forEach((position, pattern) -> endsPattern[position] = pattern);
        startsAnywhere = starts(builder, pattern -> !pattern.rule.wholeMessage() && !pattern.atStart);
        startsOfClauses = starts(builder, pattern -> !pattern.rule.wholeMessage() && pattern.atStart);
        startsOfMessages = starts(builder, pattern -> pattern.rule.wholeMessage());
    }

    /** By word, and at the end those for any word or number. */
    private int[][] starts(PhraseAutomatonBuilder builder, Predicate<Pattern> of) {
        var starts = new int[classesByWord.length + 1][];
        for (int id = 0; id < starts.length; id++) {
            BitSet classes = id < classesByWord.length ? classesByWord[id] : null;
            starts[id] = builder.starts.stream()
                    .filter(start -> of.test(patternOf[start]))
                    .mapToInt(Integer::intValue)
                    .filter(start -> classes == null
                            ? wordClass[start] < 0
                            : wordClass[start] >= 0 && classes.get(wordClass[start]))
                    .toArray();
        }
        return starts;
    }

    /** The matches of every rule, in the order in which they end. */
    List<Match> match(Words words) {
        var matches = new ArrayList<Match>();
        boolean[] courteous = courtesy.in(words);
        boolean[] clauseStarts = courtesy.starts(words, courteous);
        int begin = courtesy.begin(courteous);
        Edge[] edges = courtesy.ends(words, courteous);
        var active = new Threads(wordClass.length);
        var upcoming = new Threads(wordClass.length);
        for (int i = 0; i < words.count(); i++) {
            String word = words.get(i);
            int id = id(word);
            boolean number = isNumber(word);
            boolean newSentence = words.before(i) == Boundary.SENTENCE;
            upcoming.clear();
            for (int thread = 0; thread < active.size; thread++) {
                int position = active.positions[thread];
                if (newSentence && !patternOf[position].rule.wholeMessage()) {
                    continue;
                }
                for (int following : follow[position]) {
                    if (takes(following, id, number)) {
                        upcoming.add(following, active.starts[thread]);
                    }
                }
            }
            start(i, id, number, clauseStarts[i], i <= begin, upcoming);
            end(i, edges[i], upcoming, matches);
            Threads done = active;
            active = upcoming;
            upcoming = done;
        }
        return matches;
    }

    private void start(int i, int id, boolean number, boolean clauseStarts, boolean begins, Threads upcoming) {
        startAll(startsAnywhere, i, id, number, upcoming);
        if (clauseStarts) {
            startAll(startsOfClauses, i, id, number, upcoming);
        }
        if (begins) {
            startAll(startsOfMessages, i, id, number, upcoming);
        }
    }

    private void startAll(int[][] starts, int i, int id, boolean number, Threads upcoming) {
        if (id != UNKNOWN) {
            for (int position : starts[id]) {
                upcoming.add(position, i);
            }
        }
        for (int position : starts[starts.length - 1]) {
            if (takes(position, id, number)) {
                upcoming.add(position, i);
            }
        }
    }

    private void end(int i, Edge edge, Threads threads, List<Match> matches) {
        for (int thread = 0; thread < threads.size; thread++) {
            Pattern pattern = endsPattern[threads.positions[thread]];
            if (pattern == null) {
                continue;
            }
            boolean here = pattern.rule.wholeMessage() ? edge == Edge.MESSAGE : pattern.atEnd.compareTo(edge) <= 0;
            if (here) {
                matches.add(new Match(pattern.rule, threads.starts[thread], i));
            }
        }
    }

    private boolean takes(int position, int id, boolean number) {
        int asked = wordClass[position];
        return asked == ANY || (asked == NUMBER ? number : id != UNKNOWN && classesByWord[id].get(asked));
    }

    private int id(String word) {
        Integer id = idByWord.get(word);
        if (id == null && isDrawnOut(word)) {
            id = idByWord.get(withRuns(word, 1));
            id = id == null ? idByWord.get(withRuns(word, 2)) : id;
        }
        if (id == null) {
            String meant = misspellings.meant(word);
            id = meant == null ? null : idByWord.get(meant);
        }
        return id == null ? UNKNOWN : id;
    }

    /** People write pleeease. */
    private static boolean isDrawnOut(String word) {
        for (int i = 2; i < word.length(); i++) {
            if (word.charAt(i) == word.charAt(i - 1) && word.charAt(i) == word.charAt(i - 2)) {
                return true;
            }
        }
        return false;
    }

    private static String withRuns(String word, int longest) {
        var shorter = new StringBuilder(word.length());
        int run = 0;
        for (int i = 0; i < word.length(); i++) {
            run = i > 0 && word.charAt(i) == word.charAt(i - 1) ? run + 1 : 1;
            if (run <= longest) {
                shorter.append(word.charAt(i));
            }
        }
        return shorter.toString();
    }

    private static boolean isNumber(String word) {
        return Character.isDigit(word.charAt(0)) && word.chars().allMatch(Character::isDigit);
    }

    private static int[] ints(Collection<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * A rule that matched.
     *
     * @param first word
     * @param last word, included
     */
    record Match(PhraseRule rule, int first, int last) {

        boolean has(Effect effect) {
            return rule.effect() == effect;
        }
    }

    record Pattern(PhraseRule rule, boolean atStart, Edge atEnd) {}

    /** Where a pattern has to end, and what ends behind a word. */
    enum Edge {
        ANYWHERE,
        CLAUSE,
        MESSAGE
    }

    /** Where the patterns stand; of two threads at one position the one that began earlier is kept. */
    private static final class Threads {

        private final long[] present;
        private int[] positions = new int[16];
        private int[] starts = new int[16];
        private int size;

        Threads(int most) {
            present = new long[(most + 63) / 64];
        }

        void add(int position, int start) {
            long bit = 1L << position;
            if ((present[position >> 6] & bit) != 0) {
                return;
            }
            present[position >> 6] |= bit;
            if (size == positions.length) {
                positions = Arrays.copyOf(positions, 2 * size);
                starts = Arrays.copyOf(starts, 2 * size);
            }
            positions[size] = position;
            starts[size++] = start;
        }

        void clear() {
            for (int i = 0; i < size; i++) {
                present[positions[i] >> 6] = 0;
            }
            size = 0;
        }
    }
}

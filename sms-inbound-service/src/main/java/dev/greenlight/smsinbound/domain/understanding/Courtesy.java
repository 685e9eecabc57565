package dev.greenlight.smsinbound.domain.understanding;

import dev.greenlight.smsinbound.domain.understanding.PhraseAutomaton.Edge;
import dev.greenlight.smsinbound.domain.understanding.Words.Boundary;
import java.util.HashSet;
import java.util.Set;

/** Knows where a clause begins and ends for a pattern that asks: please, thanks and their like do not count. */
final class Courtesy {

    private static final int MOST_WORDS = 5;

    private final Set<String> phrases;
    private final Set<String> firstWords = new HashSet<>();

    /**
     * @param phrases normalised, with one space between their words
     */
    Courtesy(Set<String> phrases) {
        this.phrases = phrases;
        phrases.forEach(phrase -> firstWords.add(phrase.split(" ", 2)[0]));
    }

    /** Which words can begin a clause. */
    boolean[] starts(Words words, boolean[] courteous) {
        var starts = new boolean[words.count()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = words.before(i) != Boundary.NONE || (starts[i - 1] && courteous[i - 1]);
        }
        return starts;
    }

    /** The last word that a message can be said to begin with. */
    int begin(boolean[] courteous) {
        int first = 0;
        while (first < courteous.length && courteous[first]) {
            first++;
        }
        return first;
    }

    /** What ends behind each word. */
    Edge[] ends(Words words, boolean[] courteous) {
        var ends = new Edge[words.count()];
        for (int i = ends.length - 1; i >= 0; i--) {
            Edge edge = words.before(i + 1) == Boundary.NONE ? Edge.ANYWHERE : Edge.CLAUSE;
            if (i == ends.length - 1) {
                edge = Edge.MESSAGE;
            } else if (courteous[i + 1] && ends[i + 1].compareTo(edge) > 0) {
                edge = ends[i + 1];
            }
            ends[i] = edge;
        }
        return ends;
    }

    /** Which words are courtesy. */
    boolean[] in(Words words) {
        var courteous = new boolean[words.count()];
        for (int i = 0; i < words.count(); i++) {
            if (firstWords.contains(words.get(i))) {
                mark(words, i, courteous);
            }
        }
        return courteous;
    }

    private void mark(Words words, int first, boolean[] courteous) {
        for (int last = Math.min(first + MOST_WORDS, words.count()) - 1; last >= first; last--) {
            if (phrases.contains(words.between(first, last))) {
                for (int i = first; i <= last; i++) {
                    courteous[i] = true;
                }
                return;
            }
        }
    }
}

package dev.greenlight.smsinbound.domain.understanding;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes positions and patterns from the compiler. */
final class PhraseAutomatonBuilder {

    final Map<String, Integer> idByWord = new HashMap<>();
    final List<BitSet> classesByWord = new ArrayList<>();
    final Map<Set<String>, Integer> classes = new HashMap<>();
    final List<Integer> wordClass = new ArrayList<>();
    final List<Set<Integer>> follow = new ArrayList<>();
    final List<PhraseAutomaton.Pattern> patternOf = new ArrayList<>();
    final Map<Integer, PhraseAutomaton.Pattern> ends = new TreeMap<>();
    final Set<Integer> starts = new LinkedHashSet<>();
    final Set<String> spelledBadly = new TreeSet<>();

    final Set<String> courtesy = new TreeSet<>();

    /** Phrases that may stand at the edge of a clause without being a part of it. */
    void courtesy(Collection<String> phrases) {
        courtesy.addAll(phrases);
    }

    /** Words that people are expected to misspell. */
    void spelledBadly(Collection<String> words) {
        spelledBadly.addAll(words);
    }

    int anyWord() {
        return position(PhraseAutomaton.ANY);
    }

    int number() {
        return position(PhraseAutomaton.NUMBER);
    }

    int oneOf(Set<String> words) {
        Integer known = classes.get(words);
        if (known == null) {
            known = classes.size();
            classes.put(words, known);
            for (String word : words) {
                classesByWord.get(idOf(word)).set(known);
            }
        }
        return position(known);
    }

    void follow(int position, Set<Integer> following) {
        follow.get(position).addAll(following);
    }

    /**
     * Takes the positions that were made since the pattern before.
     *
     * @param atStart whether it has to begin where a clause does
     * @param atEnd where it has to end
     */
    void addPattern(
            PhraseRule rule,
            Set<Integer> first,
            Set<Integer> last,
            boolean atStart,
            PhraseAutomaton.Edge atEnd,
            String text) {
        if (!rule.wholeMessage()
                && first.stream().anyMatch(position -> wordClass.get(position) == PhraseAutomaton.ANY)) {
            throw new IllegalArgumentException("Pattern '" + text + "': it begins with any word");
        }
        var pattern = new PhraseAutomaton.Pattern(rule, atStart, atEnd);
        while (patternOf.size() < wordClass.size()) {
            patternOf.add(pattern);
        }
        starts.addAll(first);
        last.forEach(position -> ends.put(position, pattern));
    }

    PhraseAutomaton build() {
        return new PhraseAutomaton(this);
    }

    private int idOf(String word) {
        return idByWord.computeIfAbsent(word, added -> {
            classesByWord.add(new BitSet());
            return classesByWord.size() - 1;
        });
    }

    private int position(int ofClass) {
        wordClass.add(ofClass);
        follow.add(new LinkedHashSet<>());
        return wordClass.size() - 1;
    }
}

package dev.greenlight.smsinbound.domain.understanding;

import dev.greenlight.smsinbound.domain.understanding.PhraseAutomaton.Edge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns the text of a pattern into positions and what may follow each, after Glushkov: one position for each word that
 * the pattern asks for, and no transitions without a word.
 *
 * <p>A pattern is a row of words. {@code @name} is any entry of a set, {@code (a | b c)} any of some, {@code _} any
 * word, {@code <number>} digits, {@code ..3} up to three words, {@code ...} any words. {@code ?}, {@code *} and {@code +}
 * behind one of these mean as in a regular expression. {@code ^} before and {@code $} behind the pattern ask for the
 * edge of a clause, {@code $$} for the end of the message.
 */
final class PatternCompiler {

    static final String NUMBER = "<number>";

    private final Map<String, List<String>> sets;
    private final PhraseAutomatonBuilder automaton;
    private final String pattern;
    private final List<String> tokens;
    private int next;

    private PatternCompiler(String pattern, Map<String, List<String>> sets, PhraseAutomatonBuilder automaton) {
        this.pattern = pattern;
        this.sets = sets;
        this.automaton = automaton;
        this.tokens = tokens(pattern);
    }

    /**
     * @throws IllegalArgumentException for a pattern that cannot be read, that matches no word, or that begins with
     *     any word and does not have to cover the whole message
     */
    static void compile(
            String pattern, PhraseRule rule, Map<String, List<String>> sets, PhraseAutomatonBuilder automaton) {
        new PatternCompiler(pattern, sets, automaton).compile(rule);
    }

    /** A phrase as people write it, in which nothing but {@link #NUMBER} is a sign. */
    static void compilePhrase(String phrase, PhraseRule rule, PhraseAutomatonBuilder automaton) {
        var compiler = new PatternCompiler(phrase, Map.of(), automaton);
        Part row = Part.EMPTY;
        for (String piece : phrase.strip().split("\\s+")) {
            if (piece.equals(NUMBER)) {
                row = compiler.then(row, single(automaton.number()));
            } else if (Words.of(piece, Set.of()).count() > 0) {
                row = compiler.then(row, compiler.anyOf(List.of(piece)));
            }
        }
        automaton.addPattern(rule, row.first(), row.last(), false, Edge.ANYWHERE, phrase);
    }

    private void compile(PhraseRule rule) {
        boolean start = tokens.getFirst().equals("^");
        Edge end = edge(tokens.getLast());
        next = start ? 1 : 0;
        int until = tokens.size() - (end == Edge.ANYWHERE ? 0 : 1);
        Part whole = alternatives(until);
        if (next != until) {
            throw unreadable("'" + tokens.get(next) + "' is not expected");
        }
        if (whole.canBeEmpty()) {
            throw unreadable("it would match where nothing stands");
        }
        automaton.addPattern(rule, whole.first(), whole.last(), start, end, pattern);
    }

    private static Edge edge(String token) {
        return switch (token) {
            case "$" -> Edge.CLAUSE;
            case "$$" -> Edge.MESSAGE;
            default -> Edge.ANYWHERE;
        };
    }

    private Part alternatives(int until) {
        Part part = row(until);
        while (next < until && tokens.get(next).equals("|")) {
            next++;
            part = part.or(row(until));
        }
        return part;
    }

    private Part row(int until) {
        Part row = Part.EMPTY;
        while (next < until
                && !tokens.get(next).equals("|")
                && !tokens.get(next).equals(")")) {
            row = then(row, repeated(until));
        }
        return row;
    }

    private Part repeated(int until) {
        int from = next;
        Part part = one(until);
        if (next < until && Set.of("?", "*", "+").contains(tokens.get(next))) {
            if (next == from) {
                throw unreadable("nothing stands before " + tokens.get(next));
            }
            part = times(part, tokens.get(next++));
        }
        return part;
    }

    private Part times(Part part, String sign) {
        if (!sign.equals("?")) {
            part.last().forEach(position -> automaton.follow(position, part.first()));
        }
        return sign.equals("+") ? part : part.orNothing();
    }

    private Part one(int until) {
        String token = tokens.get(next++);
        if (token.equals("(")) {
            Part inner = alternatives(until);
            if (next >= until || !tokens.get(next).equals(")")) {
                throw unreadable("a bracket is not closed");
            }
            next++;
            return inner;
        }
        if (token.equals("...")) {
            return times(single(automaton.anyWord()), "*");
        }
        if (token.matches("\\.\\.[1-9]")) {
            return upTo(token.charAt(2) - '0');
        }
        return switch (token) {
            case "_" -> single(automaton.anyWord());
            case NUMBER -> single(automaton.number());
            case "?", "*", "+", ")", "^", "$", "$$" -> throw unreadable("'" + token + "' is not expected");
            default -> token.startsWith("@") ? anyOf(set(token.substring(1))) : anyOf(List.of(token));
        };
    }

    private Part upTo(int most) {
        Part gap = Part.EMPTY;
        for (int i = 0; i < most; i++) {
            gap = then(gap, single(automaton.anyWord()).orNothing());
        }
        return gap;
    }

    private List<String> set(String name) {
        List<String> entries = sets.get(name);
        if (entries == null) {
            throw unreadable("there is no set " + name);
        }
        return entries;
    }

    private Part anyOf(List<String> entries) {
        List<List<String>> rows = new ArrayList<>();
        for (String entry : entries) {
            Words words = Words.of(entry, Set.of());
            if (words.count() == 0) {
                throw unreadable("'" + entry + "' has no word");
            }
            rows.add(IntStream.range(0, words.count()).mapToObj(words::get).toList());
        }
        if (rows.isEmpty()) {
            throw unreadable("a set is empty");
        }
        return anyRow(rows);
    }

    /** Words that the same can follow share a position: the fewer there are, the less is to do for each word of a text. */
    private Part anyRow(List<List<String>> rows) {
        Map<String, List<List<String>>> behindFirst = new LinkedHashMap<>();
        for (List<String> row : rows) {
            behindFirst
                    .computeIfAbsent(row.getFirst(), first -> new ArrayList<>())
                    .add(row.subList(1, row.size()));
        }
        Map<Set<List<String>>, Set<String>> firstsByBehind = new LinkedHashMap<>();
        behindFirst.forEach((first, behind) -> firstsByBehind
                .computeIfAbsent(new LinkedHashSet<>(behind), same -> new LinkedHashSet<>())
                .add(first));
        List<Part> parts = new ArrayList<>();
        firstsByBehind.forEach((behind, firsts) -> {
            Part first = single(automaton.oneOf(firsts));
            List<List<String>> further =
                    behind.stream().filter(row -> !row.isEmpty()).toList();
            if (further.isEmpty()) {
                parts.add(first);
            } else {
                Part rest = anyRow(further);
                parts.add(then(first, further.size() < behind.size() ? rest.orNothing() : rest));
            }
        });
        return parts.stream().reduce(Part::or).orElseThrow();
    }

    private Part then(Part before, Part behind) {
        before.last().forEach(position -> automaton.follow(position, behind.first()));
        return before.then(behind);
    }

    private static Part single(int position) {
        return new Part(false, Set.of(position), Set.of(position));
    }

    private IllegalArgumentException unreadable(String why) {
        return new IllegalArgumentException("Pattern '" + pattern + "': " + why);
    }

    private static List<String> tokens(String pattern) {
        List<String> tokens = new ArrayList<>();
        for (String piece : pattern.strip()
                .replaceAll("([()|])", " $1 ")
                .replaceAll("([?*+])(?=\\s|$)", " $1 ")
                .strip()
                .split("\\s+")) {
            tokens.add(piece);
        }
        return tokens;
    }

    /**
     * A piece of a pattern.
     *
     * @param first positions that it can begin with
     * @param last positions that it can end with
     */
    private record Part(boolean canBeEmpty, Set<Integer> first, Set<Integer> last) {

        static final Part EMPTY = new Part(true, Set.of(), Set.of());

        Part or(Part other) {
            return new Part(canBeEmpty || other.canBeEmpty, union(first, other.first), union(last, other.last));
        }

        Part orNothing() {
            return new Part(true, first, last);
        }

        Part then(Part behind) {
            return new Part(
                    canBeEmpty && behind.canBeEmpty,
                    canBeEmpty ? union(first, behind.first) : first,
                    behind.canBeEmpty ? union(last, behind.last) : behind.last);
        }

        private static Set<Integer> union(Set<Integer> one, Set<Integer> other) {
            Set<Integer> union = new LinkedHashSet<>(one);
            union.addAll(other);
            return union;
        }
    }
}

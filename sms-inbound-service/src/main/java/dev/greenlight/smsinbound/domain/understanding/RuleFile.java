package dev.greenlight.smsinbound.domain.understanding;

import dev.greenlight.smsinbound.domain.understanding.PhraseRule.Effect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How one language says things: the content of a file {@code understanding/<name>.rules}.
 *
 * <pre>
 * # a comment
 * keywords OPT_OUT: stop, stop all            whole messages
 * set texts: text, texts,                      for patterns, as @texts; a comma at the end goes on
 *     text message
 * rule stop-texts OPT_OUT                     or REVIEW, DOUBT, ORDINARY; then: message, reserved
 *     stop ..2 @texts                         patterns, indented
 * </pre>
 */
final class RuleFile {

    /** The sets that other classes ask for; a file need not have them. */
    static final String REACTIONS = "reactions";

    static final String COURTESY = "courtesy";
    static final String SPELLED_BADLY = "spelled-badly";
    static final String NOT_A_SLIP = "not-a-slip";
    static final String SYMBOLS_FOR_REVIEW = "symbols-for-review";

    private final String name;
    private final Map<Meaning, List<String>> keywords = new EnumMap<>(Meaning.class);
    private final Map<String, List<String>> sets = new HashMap<>();
    private final Map<String, PhraseRule> rules = new LinkedHashMap<>();
    private int lineNumber;

    private RuleFile(String name) {
        this.name = name;
    }

    /**
     * @param name in front of the names of its rules
     * @throws IllegalArgumentException for what cannot be read, with the number of the line
     */
    static RuleFile parse(String name, List<String> lines) {
        var file = new RuleFile(name);
        List<String> patterns = new ArrayList<>();
        var unfinished = new StringBuilder();
        for (String line : lines) {
            file.lineNumber++;
            String piece = line.replaceFirst("(^| )#( .*|$)", "").stripTrailing();
            if (piece.isBlank()) {
                continue;
            }
            unfinished.append(unfinished.isEmpty() ? piece : " " + piece.strip());
            if (piece.endsWith(",")) {
                continue;
            }
            String content = unfinished.toString();
            unfinished.setLength(0);
            if (Character.isWhitespace(content.charAt(0))) {
                file.addPattern(patterns, content.strip());
            } else {
                patterns = file.statement(content);
            }
        }
        if (!unfinished.isEmpty()) {
            throw file.unreadable("the file ends behind a comma");
        }
        file.compileInto(new PhraseAutomatonBuilder());
        return file;
    }

    String name() {
        return name;
    }

    Map<Meaning, List<String>> keywords() {
        return keywords;
    }

    /** Empty for a set that the file does not have. */
    List<String> set(String set) {
        return sets.getOrDefault(set, List.of());
    }

    void compileInto(PhraseAutomatonBuilder automaton) {
        automaton.spelledBadly(normalised(SPELLED_BADLY));
        automaton.courtesy(normalised(COURTESY));
        for (PhraseRule rule : rules.values()) {
            if (rule.patterns().isEmpty()) {
                throw new IllegalArgumentException(name + ".rules: rule " + rule.name() + " has no pattern");
            }
            for (String pattern : rule.patterns()) {
                try {
                    PatternCompiler.compile(pattern, rule, sets, automaton);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(name + ".rules: rule " + rule.name() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private List<String> normalised(String set) {
        return set(set).stream()
                .map(phrase -> Words.of(phrase, Set.of()))
                .map(words -> words.between(0, words.count() - 1))
                .toList();
    }

    /** Returns where the patterns go that follow; nowhere but behind a rule. */
    private List<String> statement(String content) {
        if (content.startsWith("rule ")) {
            return rule(content.substring("rule ".length()).strip().split("\\s+"));
        }
        int colon = content.indexOf(':');
        if (colon < 0) {
            throw unreadable("a line is 'keywords MEANING: ...', 'set name: ...', 'rule name EFFECT' or a pattern");
        }
        List<String> entries = entries(content.substring(colon + 1));
        String[] head = content.substring(0, colon).strip().split("\\s+");
        if (head.length != 2) {
            throw unreadable("'" + content.substring(0, colon) + "' is not two words");
        }
        switch (head[0]) {
            case "keywords" ->
                keywords.computeIfAbsent(constant(Meaning.class, head[1]), none -> new ArrayList<>())
                        .addAll(entries);
            case "set" -> {
                if (sets.put(head[1], entries) != null) {
                    throw unreadable("there is a set " + head[1] + " already");
                }
            }
            default -> throw unreadable("'" + head[0] + "' is not known");
        }
        return NO_PATTERNS;
    }

    private static final List<String> NO_PATTERNS = List.of();

    private List<String> rule(String[] words) {
        Set<String> traits = Set.copyOf(List.of(words).subList(Math.min(words.length, 2), words.length));
        if (words.length < 2 || !Set.of("message", "reserved").containsAll(traits)) {
            throw unreadable("a rule is 'rule name EFFECT', and then 'message' or 'reserved' or both");
        }
        List<String> patterns = new ArrayList<>();
        var rule = new PhraseRule(
                name + "." + words[0],
                constant(Effect.class, words[1]),
                traits.contains("message"),
                traits.contains("reserved"),
                patterns);
        if (rules.put(rule.name(), rule) != null) {
            throw unreadable("there is a rule " + rule.name() + " already");
        }
        return patterns;
    }

    private void addPattern(List<String> patterns, String pattern) {
        if (patterns == NO_PATTERNS || rules.isEmpty()) {
            throw unreadable("a pattern stands behind a rule");
        }
        patterns.add(pattern);
    }

    private List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        for (String entry : text.split(",")) {
            if (!entry.isBlank()) {
                entries.add(entry.strip());
            }
        }
        if (entries.isEmpty()) {
            throw unreadable("there is nothing in it");
        }
        return List.copyOf(entries);
    }

    private <E extends Enum<E>> E constant(Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    at("'" + text + "' is no " + type.getSimpleName().toLowerCase(Locale.ROOT)), e);
        }
    }

    private IllegalArgumentException unreadable(String why) {
        return new IllegalArgumentException(at(why));
    }

    private String at(String why) {
        return name + ".rules, line " + lineNumber + ": " + why;
    }
}

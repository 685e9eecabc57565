package dev.greenlight.smsinbound.domain.understanding;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts a vocabulary together and collects every reason against it. */
final class VocabularyAssembly {

    static final String DEFAULT_RULE = "default-vocabulary";
    static final String TENANT_RULE = "tenant-vocabulary";
    static final String PACK_RULE = "vocabulary-";
    static final String OTHER_LANGUAGE_RULE = "other-language";

    /** What the FCC names as a revocation, and what carriers, the Canadian ones too, hold every sender to. */
    private static final Set<String> RESERVED = Set.of(
            "STOP",
            "QUIT",
            "END",
            "REVOKE",
            "OPT OUT",
            "OPTOUT",
            "CANCEL",
            "UNSUBSCRIBE",
            "STOPALL",
            "STOP ALL",
            "START",
            "UNSTOP",
            "HELP",
            "ARRET",
            "AIDE",
            "INFO");

    static final PhraseRule EXEMPTION =
            new PhraseRule("exemption", PhraseRule.Effect.ORDINARY, false, false, List.of());

    private static final Set<String> STOPS_EVERYTHING = Set.of("STOPALL", "STOP ALL");

    private final Map<String, Reading> byKeyword = new HashMap<>();
    private final List<String> reasons = new ArrayList<>();

    Vocabulary assemble(VocabularySettings settings) {
        Languages.ALWAYS.forEach(name -> add(Languages.file(name).keywords(), DEFAULT_RULE));
        Set<String> packs = packs(settings.languages());
        packs.forEach(name -> add(Languages.file(name).keywords(), PACK_RULE + name));
        addOtherLanguages(packs);
        PhraseAutomaton phrases = Languages.automaton(packs);
        var withoutAdditions = new Vocabulary(byKeyword, phrases, null);
        Map<Meaning, List<String>> additions = new TreeMap<>(settings.keywords());
        additions.forEach((meaning, words) -> refuseRevocations(meaning, words, withoutAdditions));
        add(additions, TENANT_RULE);
        PhraseAutomaton exemptions = exempt(settings.exemptions(), withoutAdditions);
        if (!reasons.isEmpty()) {
            throw new VocabularyRefusedException(reasons);
        }
        return new Vocabulary(byKeyword, phrases, exemptions);
    }

    private Set<String> packs(Set<String> names) {
        Set<String> packs = new TreeSet<>();
        for (String name : new TreeSet<>(names)) {
            if (Languages.OPTIONAL.contains(name)) {
                packs.add(name);
            } else if (!Languages.ALWAYS.contains(name)) {
                reasons.add("there is no language " + name + "; there are " + Languages.OPTIONAL + ", and always "
                        + Languages.ALWAYS);
            }
        }
        return packs;
    }

    private void add(Map<Meaning, List<String>> keywords, String rule) {
        keywords.forEach((meaning, words) -> words.forEach(word -> add(word, meaning, rule)));
    }

    private void add(String spelling, Meaning meaning, String rule) {
        String word = NormalisedText.keyword(spelling);
        if (word.isEmpty()) {
            reasons.add("'" + spelling + "' is no keyword: it has no letter and no digit, or too many");
            return;
        }
        Reading earlier = byKeyword.get(word);
        if (earlier != null && earlier.meaning() != meaning && earlier.rule().equals(OTHER_LANGUAGE_RULE)) {
            earlier = null;
        }
        if (earlier == null) {
            byKeyword.put(word, new Reading(meaning, word, rule, STOPS_EVERYTHING.contains(word)));
        } else if (earlier.meaning() != meaning) {
            reasons.add(word + " means " + earlier.meaning() + " and cannot mean " + meaning + " too"
                    + (RESERVED.contains(word) ? ": it is reserved" : ""));
        }
    }

    /** Nobody else writes them by accident: where the pack is not chosen, a person has a look. */
    private void addOtherLanguages(Set<String> packs) {
        Languages.OPTIONAL.stream()
                .filter(name -> !packs.contains(name))
                .flatMap(name -> Languages.file(name).keywords().getOrDefault(Meaning.OPT_OUT, List.of()).stream())
                .map(NormalisedText::keyword)
                .filter(word -> word.codePoints().noneMatch(c -> UnicodeScript.of(c) == UnicodeScript.LATIN))
                .forEach(word ->
                        byKeyword.putIfAbsent(word, new Reading(Meaning.REVIEW, word, OTHER_LANGUAGE_RULE, false)));
    }

    private void refuseRevocations(Meaning meaning, List<String> words, Vocabulary withoutAdditions) {
        if (meaning == Meaning.OPT_OUT || meaning == Meaning.REVIEW) {
            return;
        }
        for (String word : words) {
            withoutAdditions
                    .read(word)
                    .filter(read -> !read.rule().equals(Vocabulary.SYMBOL_RULE)
                            && !read.rule().equals(WiderNet.RULE))
                    .filter(read -> !byKeyword.containsKey(NormalisedText.keyword(word)))
                    .ifPresent(read -> reasons.add(
                            "'" + word + "' cannot mean " + meaning + ": it is a revocation by " + read.rule()));
        }
    }

    private @Nullable PhraseAutomaton exempt(List<String> phrases, Vocabulary withoutAdditions) {
        if (phrases.isEmpty()) {
            return null;
        }
        var automaton = new PhraseAutomatonBuilder();
        for (String phrase : phrases) {
            String refused = whyNotExempt(phrase, withoutAdditions);
            if (refused == null) {
                PatternCompiler.compilePhrase(phrase, EXEMPTION, automaton);
                byKeyword.remove(NormalisedText.keyword(phrase));
            } else {
                reasons.add("'" + phrase + "' cannot be exempted: " + refused);
            }
        }
        return automaton.build();
    }

    private @Nullable String whyNotExempt(String phrase, Vocabulary withoutAdditions) {
        String keyword = NormalisedText.keyword(phrase);
        if (keyword.isEmpty()) {
            return "it has no letter and no digit, or too many";
        }
        if (RESERVED.contains(keyword)) {
            return "it is reserved";
        }
        return withoutAdditions
                .reservedRule(phrase)
                .map(rule -> "it says no more than a reserved word, by " + rule.name())
                .orElse(null);
    }
}

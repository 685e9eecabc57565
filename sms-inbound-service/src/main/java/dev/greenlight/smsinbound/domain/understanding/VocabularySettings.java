package dev.greenlight.smsinbound.domain.understanding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a company adds to the words that everybody understands.
 *
 * @param languages packs, such as {@code ru}
 * @param keywords whole messages, as people know them
 * @param exemptions phrases that are no revocation; {@code <number>} in one stands for any digits
 */
public record VocabularySettings(Set<String> languages, Map<Meaning, List<String>> keywords, List<String> exemptions) {

    public static final VocabularySettings NONE = new VocabularySettings(Set.of(), Map.of(), List.of());

    public VocabularySettings {
        languages = Set.copyOf(languages);
        keywords = Map.copyOf(keywords);
        exemptions = List.copyOf(exemptions);
    }

    /** Both, as of a company and of one of its numbers. */
    public VocabularySettings plus(VocabularySettings other) {
        Set<String> bothLanguages = new LinkedHashSet<>(languages);
        bothLanguages.addAll(other.languages);
        Map<Meaning, List<String>> bothKeywords = new EnumMap<>(Meaning.class);
        List.of(keywords, other.keywords)
                .forEach(one -> one.forEach((meaning, words) -> bothKeywords
                        .computeIfAbsent(meaning, none -> new ArrayList<>())
                        .addAll(words)));
        List<String> bothExemptions = new ArrayList<>(exemptions);
        bothExemptions.addAll(other.exemptions);
        return new VocabularySettings(bothLanguages, bothKeywords, bothExemptions);
    }
}

package dev.greenlight.smsinbound.domain.understanding;

import dev.greenlight.smsinbound.domain.understanding.PhraseAutomaton.Match;
import dev.greenlight.smsinbound.domain.understanding.PhraseRule.Effect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a text asks for: first as a keyword that is the whole message, then as STOP with a slip, then by the rules
 * for phrases; what they leave and sounds like a revocation is for a person to read. The same text is always read the same, in a time that grows with its length only.
 *
 * <p>An opt-in is only ever a keyword. An opt-out can be said in many ways: writing to somebody who said stop is the
 * expensive mistake.
 */
public final class Vocabulary {

    static final String SLIP_RULE = "stop-slip";
    static final String DRAWN_OUT_RULE = "stop-drawn-out";
    static final String SYMBOL_RULE = "symbol";

    /** Behind the name of a rule that took a text for a revocation which sounds like none. */
    static final String IN_DOUBT = " in doubt";

    private static final Set<String> REACTIONS = normalised(Languages.set(RuleFile.REACTIONS));
    private static final Set<String> NOT_A_SLIP = normalised(Languages.set(RuleFile.NOT_A_SLIP));
    private static final Set<String> SYMBOLS = Languages.set(RuleFile.SYMBOLS_FOR_REVIEW);

    private static final WiderNet NET = WiderNet.load();

    /** English, French and Spanish. */
    public static final Vocabulary DEFAULT = of(VocabularySettings.NONE);

    private final Map<String, Reading> byKeyword;
    private final PhraseAutomaton phrases;
    private final @Nullable PhraseAutomaton exemptions;

    Vocabulary(Map<String, Reading> byKeyword, PhraseAutomaton phrases, @Nullable PhraseAutomaton exemptions) {
        this.byKeyword = Map.copyOf(byKeyword);
        this.phrases = phrases;
        this.exemptions = exemptions;
    }

    /**
     * The words that everybody understands and what a company adds.
     *
     * @throws VocabularyRefusedException with every reason
     */
    public static Vocabulary of(VocabularySettings settings) {
        return new VocabularyAssembly().assemble(settings);
    }

    /** Empty for a text that means nothing for consent. */
    public Optional<Reading> read(String text) {
        String keyword = NormalisedText.keyword(text);
        Reading known = byKeyword.get(keyword);
        if (known != null) {
            return Optional.of(known);
        }
        Words words = Words.of(text, REACTIONS);
        if (words.count() == 0) {
            return symbol(text);
        }
        Optional<Reading> slip = slip(keyword, words);
        return slip.isPresent() ? slip : phrase(words);
    }

    /** The rule by which a phrase says no more than a reserved word. */
    Optional<PhraseRule> reservedRule(String phrase) {
        return phrases.match(Words.of(phrase, Set.of())).stream()
                .map(Match::rule)
                .filter(PhraseRule::reserved)
                .findFirst();
    }

    private Optional<Reading> phrase(Words words) {
        List<Match> matches = phrases.match(words);
        Optional<Match> match = matches.isEmpty() ? Optional.empty() : decide(matches, words);
        return match.isPresent() ? match.map(found -> reading(found, words)) : caught(matches, words);
    }

    private Optional<Match> decide(List<Match> matches, Words words) {
        Optional<Match> match = decide(matches, words.count());
        if (exemptions == null || match.isEmpty()) {
            return match;
        }
        matches.addAll(exemptions.match(words));
        // an exemption takes nothing away that is reserved
        Optional<Match> reserved = decide(
                matches.stream()
                        .filter(found -> found.rule().reserved() || !found.has(Effect.OPT_OUT))
                        .filter(found -> found.rule() != VocabularyAssembly.EXEMPTION)
                        .toList(),
                words.count());
        return reserved.filter(found -> found.has(Effect.OPT_OUT)).or(() -> decide(matches, words.count()));
    }

    private static Reading reading(Match match, Words words) {
        PhraseRule rule = match.rule();
        String evidence = words.between(match.first(), match.last());
        if (!match.has(Effect.OPT_OUT)) {
            return new Reading(Meaning.REVIEW, evidence, rule.name(), false);
        }
        boolean doubted = !rule.wholeMessage() && !rule.reserved() && NET.doubts(words);
        return doubted
                ? new Reading(Meaning.REVIEW, evidence, rule.name() + IN_DOUBT, false)
                : new Reading(Meaning.OPT_OUT, evidence, rule.name(), false);
    }

    /** What no rule read, and none takes for ordinary. */
    private Optional<Reading> caught(List<Match> matches, Words words) {
        boolean ordinary = matches.stream().anyMatch(match -> match.has(Effect.ORDINARY))
                || (exemptions != null && !exemptions.match(words).isEmpty());
        return ordinary || !NET.holds(words)
                ? Optional.empty()
                : Optional.of(new Reading(Meaning.REVIEW, NET.evidence(words), WiderNet.RULE, false));
    }

    /** The first opt-out that no doubt and no exception overlaps, or else what is left for a person to read. */
    private static Optional<Match> decide(List<Match> matches, int words) {
        int[] ordinary = coverage(matches, Effect.ORDINARY, words);
        int[] doubtful = coverage(matches, Effect.DOUBT, words);
        Match review = null;
        for (Match match : matches) {
            if (match.has(Effect.ORDINARY) || overlaps(match, ordinary)) {
                continue;
            }
            if (match.has(Effect.OPT_OUT) && !overlaps(match, doubtful)) {
                return Optional.of(match);
            }
            review = review == null && !match.has(Effect.OPT_OUT) ? match : review;
        }
        return Optional.ofNullable(review);
    }

    /** How many words up to each are covered by a match with an effect. */
    private static int[] coverage(List<Match> matches, Effect effect, int words) {
        var depthChange = new int[words + 1];
        for (Match match : matches) {
            if (match.has(effect)) {
                depthChange[match.first()]++;
                depthChange[match.last() + 1]--;
            }
        }
        var covered = new int[words + 1];
        int depth = 0;
        for (int i = 0; i < words; i++) {
            depth += depthChange[i];
            covered[i + 1] = covered[i] + (depth > 0 ? 1 : 0);
        }
        return covered;
    }

    private static boolean overlaps(Match match, int[] covered) {
        return covered[match.last() + 1] > covered[match.first()];
    }

    private Optional<Reading> slip(String keyword, Words words) {
        if (words.count() != 1
                || (exemptions != null && !exemptions.match(words).isEmpty())) {
            return Optional.empty();
        }
        if (SpellingSlip.isOneSlipFromStop(keyword) && !NOT_A_SLIP.contains(keyword)) {
            return Optional.of(new Reading(Meaning.OPT_OUT, keyword, SLIP_RULE, false));
        }
        return SpellingSlip.isStopDrawnOut(keyword)
                ? Optional.of(new Reading(Meaning.REVIEW, keyword, DRAWN_OUT_RULE, false))
                : Optional.empty();
    }

    private static Optional<Reading> symbol(String text) {
        return SYMBOLS.stream()
                .filter(text::contains)
                .findFirst()
                .map(symbol -> new Reading(Meaning.REVIEW, symbol, SYMBOL_RULE, false));
    }

    private static Set<String> normalised(Set<String> words) {
        return words.stream().map(NormalisedText::keyword).collect(Collectors.toUnmodifiableSet());
    }
}

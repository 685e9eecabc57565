package dev.greenlight.smsinbound.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The closed table from a whole message to what it asks for.
 *
 * <p>Opt-out words are the union of what the FCC, CTIA, the Canadian carriers and the large gateways name; opt-in
 * words are few on purpose, and YES with its kin only confirms an open request.
 */
public final class KeywordVocabulary {

    private static final List<String> STOPS_EVERYTHING = List.of("STOPALL", "STOP ALL");

    /** English, French and Spanish. */
    public static final KeywordVocabulary DEFAULT = new KeywordVocabulary(Map.of(
            Meaning.OPT_OUT,
            List.of(
                    "STOP",
                    "STOPALL",
                    "STOP ALL",
                    "END",
                    "QUIT",
                    "CANCEL",
                    "UNSUBSCRIBE",
                    "UNSUB",
                    "REVOKE",
                    "OPTOUT",
                    "OPT OUT",
                    "OPT-OUT",
                    "REMOVE",
                    "ARRET",
                    "ARRÊT",
                    "ARRETE",
                    "ARRETER",
                    "DESABONNER",
                    "DÉSABONNER",
                    "ALTO",
                    "PARAR",
                    "PARE",
                    "DETENER",
                    "CANCELAR",
                    "BAJA",
                    "SALIR",
                    "TERMINAR",
                    "NO MAS",
                    "NO MÁS"),
            Meaning.OPT_IN,
            List.of("START", "UNSTOP", "RESTART", "SUBSCRIBE", "ENROLL"),
            Meaning.CONFIRM,
            List.of("YES", "Y", "JOIN", "OUI", "SI", "SÍ"),
            Meaning.HELP,
            List.of("HELP", "INFO", "AIDE", "AYUDA")));

    private final Map<String, Keyword> byWord = new HashMap<>();

    /**
     * @param words as people know them; they are normalised as texts are
     * @throws IllegalArgumentException for a word that stands for two things, or for nothing
     */
    public KeywordVocabulary(Map<Meaning, List<String>> words) {
        words.forEach((meaning, ofMeaning) -> ofMeaning.forEach(word -> add(word, meaning)));
    }

    /** The keyword that the whole message is; empty where it is anything else. */
    public Optional<Keyword> find(String message) {
        return Optional.ofNullable(byWord.get(NormalisedText.of(message)));
    }

    private void add(String spelling, Meaning meaning) {
        String word = NormalisedText.of(spelling);
        if (word.isEmpty()) {
            throw new IllegalArgumentException("Not a word that a text can be: " + spelling);
        }
        Keyword earlier = byWord.put(word, new Keyword(word, meaning, STOPS_EVERYTHING.contains(word)));
        if (earlier != null && earlier.meaning() != meaning) {
            throw new IllegalArgumentException(word + " cannot mean " + earlier.meaning() + " and " + meaning);
        }
    }
}

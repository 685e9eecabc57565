package dev.greenlight.smsinbound.domain.understanding;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the word that was meant where one letter is too many, missing or wrong, or two neighbours are exchanged. */
final class Misspellings {

    private static final int SHORTEST = 5;

    /** By the word with one letter left out, at any place. */
    private final Map<String, String> byRemainder = new HashMap<>();

    /**
     * @param words long ones: a short one is one letter away from too many others
     */
    Misspellings(Collection<String> words) {
        for (String word : words) {
            byRemainder.put(word, word);
            for (int i = 0; i < word.length(); i++) {
                byRemainder.putIfAbsent(without(word, i), word);
            }
        }
    }

    /** Null where no word is that close. */
    @Nullable String meant(String word) {
        if (word.length() < SHORTEST) {
            return null;
        }
        String longer = byRemainder.get(word);
        if (longer != null) {
            return longer;
        }
        for (int i = 0; i < word.length(); i++) {
            String meant = byRemainder.get(without(word, i));
            if (meant != null && isOneSlip(word, meant)) {
                return meant;
            }
        }
        return null;
    }

    private static boolean isOneSlip(String word, String meant) {
        int from = 0;
        int wordEnd = word.length();
        int meantEnd = meant.length();
        while (from < Math.min(wordEnd, meantEnd) && word.charAt(from) == meant.charAt(from)) {
            from++;
        }
        while (wordEnd > from && meantEnd > from && word.charAt(wordEnd - 1) == meant.charAt(meantEnd - 1)) {
            wordEnd--;
            meantEnd--;
        }
        int different = Math.max(wordEnd, meantEnd) - from;
        boolean exchanged = different == 2
                && wordEnd == meantEnd
                && word.charAt(from) == meant.charAt(from + 1)
                && word.charAt(from + 1) == meant.charAt(from);
        return different <= 1 || exchanged;
    }

    private static String without(String word, int index) {
        return word.substring(0, index) + word.substring(index + 1);
    }
}

package dev.greenlight.smsinbound.domain.understanding;

/**
 * What of a text is weighed by itself: each word, the beginning of a long one, two neighbours, and two words that stand
 * near each other.
 */
final class Clues {

    /** Of a word that is longer than that, the beginning counts too: TEXTE, TEXTED and TEXTEEN are kin. */
    static final int BEGINNING = 4;

    /** Words with up to this many less one between them are near each other. */
    private static final int NEAR = 5;

    private Clues() {}

    enum Kind {
        WORD,
        BEGINNING,
        NEIGHBOURS,
        NEAR
    }

    /** Takes the clues of a text one by one. */
    interface Taker {

        /**
         * @param first the index of a word; -1 for the edge before the first one
         * @param second the same word, or the other one of two; the number of words for the edge behind the last
         */
        void take(Kind kind, int first, int second);
    }

    /** Returns how many there are. */
    static int visit(Words words, Taker taker) {
        int count = words.count();
        int clues = 0;
        for (int i = -1; i < count; i++) {
            taker.take(Kind.NEIGHBOURS, i, i + 1);
            clues++;
            if (i < 0) {
                continue;
            }
            taker.take(Kind.WORD, i, i);
            clues++;
            if (words.get(i).length() > BEGINNING) {
                taker.take(Kind.BEGINNING, i, i);
                clues++;
            }
            int last = Math.min(i + NEAR, count - 1);
            for (int j = i + 2; j <= last; j++) {
                taker.take(Kind.NEAR, i, j);
                clues++;
            }
        }
        return clues;
    }

    /** All numbers are the same. */
    static String form(String word) {
        return Character.isDigit(word.charAt(0)) && word.chars().allMatch(Character::isDigit) ? "0" : word;
    }

    static String beginning(String word) {
        return word.substring(0, BEGINNING);
    }
}

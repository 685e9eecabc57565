package dev.greenlight.smsinbound.domain.understanding;

/** How far a word is from STOP. */
final class SpellingSlip {

    private static final String STOP = "STOP";

    private SpellingSlip() {}

    /** One letter too many, too few, wrong, or two neighbours exchanged. */
    static boolean isOneSlipFromStop(String word) {
        return switch (word.length() - STOP.length()) {
            case -1 -> isWithoutOne(STOP, word);
            case 0 -> isOneChangeFromStop(word);
            case 1 -> isWithoutOne(word, STOP);
            default -> false;
        };
    }

    /** STOPPPP: surely meant so, and yet more than one slip. */
    static boolean isStopDrawnOut(String word) {
        if (word.isEmpty() || word.charAt(0) != STOP.charAt(0)) {
            return false;
        }
        int letter = 0;
        for (int i = 1; i < word.length(); i++) {
            if (word.charAt(i) != STOP.charAt(letter)) {
                letter++;
                if (letter == STOP.length() || word.charAt(i) != STOP.charAt(letter)) {
                    return false;
                }
            }
        }
        return letter == STOP.length() - 1;
    }

    private static boolean isOneChangeFromStop(String word) {
        int first = mismatch(word, 0);
        if (first < 0) {
            return false;
        }
        int second = mismatch(word, first + 1);
        if (second < 0) {
            return true;
        }
        return second == first + 1
                && word.charAt(first) == STOP.charAt(second)
                && word.charAt(second) == STOP.charAt(first)
                && mismatch(word, second + 1) < 0;
    }

    private static int mismatch(String word, int from) {
        for (int i = from; i < STOP.length(); i++) {
            if (word.charAt(i) != STOP.charAt(i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWithoutOne(String longer, String shorter) {
        for (int i = 0; i < longer.length(); i++) {
            if (shorter.equals(longer.substring(0, i) + longer.substring(i + 1))) {
                return true;
            }
        }
        return false;
    }
}

package dev.greenlight.smsinbound.domain.understanding;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes the many ways to write a text one: width, style, case, diacritics and invisible characters make no difference,
 * and for a keyword neither do punctuation, emoji and space.
 *
 * <p>The time it takes is bounded: of a long text only the beginning is looked at, and a keyword is short, so it gives
 * up as soon as a text is too long to be one.
 */
final class NormalisedText {

    /** More letters and digits than any keyword has. */
    static final int MOST_LETTERS = 64;

    /** UTF-16 units; the longest text that a gateway delivers has 1,600 characters. */
    static final int LONGEST = 4_000;

    /** On one letter; no language needs more, and the time to sort them grows with the square of their number. */
    private static final int MOST_MARKS = 8;

    private NormalisedText() {}

    /** Upper case words with one space between; empty for a text without a letter and for one too long. */
    static String keyword(String text) {
        if (text.length() > LONGEST) {
            return "";
        }
        String ascii = asciiKeyword(text);
        if (ascii != null) {
            return ascii;
        }
        String visible = visible(text, MOST_LETTERS);
        return visible.isEmpty() ? "" : spaced(folded(visible));
    }

    /** The beginning of a text in upper case with everything that stands between its words. */
    static String sentence(String text) {
        String beginning = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        if (isAscii(beginning, 0)) {
            return beginning.toUpperCase(Locale.ROOT);
        }
        // a lone accent that stands for an apostrophe would become a space and a mark
        return folded(visible(beginning.replace('\u00B4', '\''), Integer.MAX_VALUE));
    }

    /** The same as for any other text, without its cost; null for a text that is not all ASCII. */
    private static @Nullable String asciiKeyword(String text) {
        var words = new StringBuilder(Math.min(text.length(), 2 * MOST_LETTERS));
        int letters = 0;
        int spaces = 0;
        boolean between = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return null;
            }
            char upper = asciiUpper(c);
            if (upper == 0) {
                between = true;
            } else if (letters == MOST_LETTERS) {
                return isAscii(text, i) ? "" : null;
            } else {
                if (between && letters > 0) {
                    words.append(' ');
                    spaces++;
                }
                words.append(upper);
                letters++;
                between = false;
            }
        }
        boolean spelledOut = spaces > 0 && spaces == letters - 1;
        return spelledOut ? words.toString().replace(" ", "") : words.toString();
    }

    private static boolean isAscii(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Zero for what is neither a letter nor a digit. */
    private static char asciiUpper(char c) {
        if (c >= 'a' && c <= 'z') {
            return (char) (c - 'a' + 'A');
        }
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : 0;
    }

    private static String visible(String text, int mostLetters) {
        var visible = new StringBuilder(text.length());
        int letters = 0;
        int marks = 0;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Character.isLetterOrDigit(c) && ++letters > mostLetters) {
                return "";
            }
            if (Character.getType(c) == Character.FORMAT || isVariationSelector(c)) {
                continue;
            }
            marks = isMark(c) ? marks + 1 : 0;
            if (marks <= MOST_MARKS) {
                visible.appendCodePoint(c);
            }
        }
        return visible.toString();
    }

    private static String folded(String visible) {
        // not the machine's locale: in a Turkish one, quit would become QUİT
        String upper = Normalizer.normalize(visible, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        // one character can become eighteen
        return withoutLatinDiacritics(upper.length() > LONGEST ? upper.substring(0, LONGEST) : upper);
    }

    /** They choose between the looks of a character and are, to Java, marks and not format characters. */
    private static boolean isVariationSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    /** In other scripts a mark can make another letter, so they keep theirs. */
    private static String withoutLatinDiacritics(String text) {
        if (Normalizer.isNormalized(text, Normalizer.Form.NFD) && text.chars().allMatch(c -> c < 0x300)) {
            return text;
        }
        String taken = Normalizer.normalize(text, Normalizer.Form.NFD);
        var kept = new StringBuilder(taken.length());
        boolean latin = false;
        for (int i = 0, c; i < taken.length(); i += Character.charCount(c)) {
            c = taken.codePointAt(i);
            if (isMark(c)) {
                if (latin) {
                    continue;
                }
            } else {
                latin = UnicodeScript.of(c) == UnicodeScript.LATIN;
            }
            kept.appendCodePoint(c);
        }
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }

    private static String spaced(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Character.isLetterOrDigit(c) || (start >= 0 && isMark(c))) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            }
        }
        if (start >= 0) {
            words.add(text.substring(start));
        }
        return String.join(isSpelledOut(words) ? "" : " ", words);
    }

    static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** Whether somebody wrote S T O P or S.T.O.P. */
    private static boolean isSpelledOut(List<String> words) {
        return words.size() > 1 && words.stream().allMatch(word -> word.codePointCount(0, word.length()) == 1);
    }
}

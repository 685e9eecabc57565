package dev.greenlight.smsinbound.domain;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the many ways to write a keyword one: width, style, case, diacritics, punctuation, emoji, invisible characters
 * and space make no difference.
 *
 * <p>The time it takes is bounded: a keyword is short, so it gives up as soon as a text is too long to be one.
 */
final class NormalisedText {

    /** More letters and digits than any keyword has. */
    private static final int MOST_LETTERS = 64;

    /** UTF-16 units; the longest text that a gateway delivers has 1,600 characters. */
    private static final int LONGEST = 4_000;

    /** On one letter; no language needs more, and the time to sort them grows with the square of their number. */
    private static final int MOST_MARKS = 8;

    private NormalisedText() {}

    /** Upper case words with one space between; empty for a text without a letter and for one too long. */
    static String of(String text) {
        String visible = visible(text);
        if (visible.isEmpty()) {
            return "";
        }
        // not the machine's locale: in a Turkish one, quit would become QUİT
        String upper = Normalizer.normalize(visible, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        List<String> words = words(withoutLatinDiacritics(upper));
        return String.join(isSpelledOut(words) ? "" : " ", words);
    }

    private static String visible(String text) {
        if (text.length() > LONGEST) {
            return "";
        }
        var visible = new StringBuilder(text.length());
        int letters = 0;
        int marks = 0;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Character.isLetterOrDigit(c) && ++letters > MOST_LETTERS) {
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

    private static List<String> words(String text) {
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
        return words;
    }

    private static boolean isMark(int c) {
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

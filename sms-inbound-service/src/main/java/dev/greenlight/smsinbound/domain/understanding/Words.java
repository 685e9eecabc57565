package dev.greenlight.smsinbound.domain.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words of a text in normal form, and where its clauses and sentences begin. What the person only quotes is left
 * out: a reaction repeats our own footer, and a footer names STOP.
 */
final class Words {

    /** What stands between a word and the one before it. */
    enum Boundary {
        NONE,
        /** A comma, a dash, an emoji: a pattern may go on behind it. */
        CLAUSE,
        /** A full stop, a question mark, a new line: a pattern ends there. */
        SENTENCE
    }

    /** A shorter quotation is emphasis: I said "stop". */
    private static final int SHORTEST_QUOTATION = 3;

    private static final Set<String> ELIDED = Set.of("C", "D", "J", "L", "M", "N", "QU", "S", "T");

    private final List<String> words = new ArrayList<>();
    private final List<Boundary> boundaries = new ArrayList<>();
    private final Set<String> reactions;
    private final String text;
    private final StringBuilder word = new StringBuilder();
    private Boundary pending = Boundary.SENTENCE;
    private int closesAt = -1;

    private Words(String text, Set<String> reactions) {
        this.text = text;
        this.reactions = reactions;
    }

    /**
     * @param reactions the words before the quotation in a reaction, such as LIKED
     */
    static Words of(String text, Set<String> reactions) {
        var words = new Words(NormalisedText.sentence(text), reactions);
        words.split();
        return words;
    }

    int count() {
        return words.size();
    }

    String get(int index) {
        return words.get(index);
    }

    /** What stands before a word; before the first, and behind the last, a sentence begins. */
    Boundary before(int index) {
        return index < words.size() ? boundaries.get(index) : Boundary.SENTENCE;
    }

    /** From a first word to a last, both included. */
    String between(int first, int last) {
        return first == last ? words.get(first) : String.join(" ", words.subList(first, last + 1));
    }

    private void split() {
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Character.isLetterOrDigit(c) || (!word.isEmpty() && NormalisedText.isMark(c))) {
                word.appendCodePoint(c);
            } else if (isApostrophe(c)) {
                endOfElision();
            } else {
                endOfWord();
                i = behind(i, c);
            }
        }
        endOfWord();
    }

    /** Handles what is no part of a word, and returns the index of the last character that it handled. */
    private int behind(int i, int c) {
        switch (c) {
            case ' ', '\t', '_', '*' -> {}
            case '-' -> hyphen(i);
            case '!', '?', ';', '\u00A1', '\u00BF', '\u3002' -> boundary(Boundary.SENTENCE);
            case '\n', '\r' -> {
                boundary(Boundary.SENTENCE);
                return quotedLine(i);
            }
            case '.' -> {
                return fullStops(i);
            }
            case '+' -> sign("PLUS", i);
            case '#' -> sign("NUMBER", i);
            case '"', '\u201C', '\u201E', '\u00AB', '\u201D', '\u00BB' -> {
                return quotation(i, c);
            }
            case '>' -> {
                return i == 0 ? quotedLine(-1) : i;
            }
            default -> boundary(Boundary.CLAUSE);
        }
        return i;
    }

    /** A hyphen joins two words; with space around it, it is a dash. */
    private void hyphen(int i) {
        if (i == 0 || text.charAt(i - 1) == ' ') {
            boundary(Boundary.CLAUSE);
        }
    }

    private int fullStops(int i) {
        int last = i;
        while (last + 1 < text.length() && text.charAt(last + 1) == '.') {
            last++;
        }
        boolean inside = last + 1 < text.length() && Character.isLetterOrDigit(text.charAt(last + 1));
        boundary(last > i || inside ? Boundary.CLAUSE : Boundary.SENTENCE);
        return last;
    }

    /** People write "no + texts" and "lose my #". */
    private void sign(String spelled, int i) {
        boolean alone = (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))
                && (i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1)));
        if (alone) {
            word.append(spelled);
            endOfWord();
        }
    }

    private int quotedLine(int lineBreak) {
        int start = lineBreak + 1;
        if (start < text.length() && text.charAt(start) == '>') {
            int end = text.indexOf('\n', start);
            return end < 0 ? text.length() - 1 : end - 1;
        }
        return Math.max(lineBreak, 0);
    }

    private int quotation(int i, int c) {
        boundary(Boundary.CLAUSE);
        if (i == closesAt) {
            closesAt = -1;
            return i;
        }
        boolean reaction = !words.isEmpty() && reactions.contains(words.getLast());
        int end = text.indexOf(closing(c), i + 1);
        if (reaction) {
            return end < 0 ? text.length() - 1 : end;
        }
        if (end > i && isQuotation(i + 1, end) && (!words.isEmpty() || hasWord(end + 1))) {
            return end;
        }
        closesAt = end;
        return i;
    }

    private static int closing(int opening) {
        return switch (opening) {
            case '\u201C', '\u201E' -> '\u201D';
            case '\u00AB' -> '\u00BB';
            default -> opening;
        };
    }

    private boolean isQuotation(int from, int to) {
        int found = 0;
        boolean inside = false;
        for (int i = from; i < to && found < SHORTEST_QUOTATION; i++) {
            boolean letter = Character.isLetterOrDigit(text.charAt(i));
            found += letter && !inside ? 1 : 0;
            inside = letter;
        }
        return found >= SHORTEST_QUOTATION;
    }

    private boolean hasWord(int from) {
        return text.substring(from).codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** DON'T is one word, M'ENVOYEZ is two. */
    private void endOfElision() {
        if (ELIDED.contains(word.toString())) {
            endOfWord();
        }
    }

    private void endOfWord() {
        if (!word.isEmpty()) {
            words.add(word.toString());
            boundaries.add(pending);
            pending = Boundary.NONE;
            word.setLength(0);
        }
    }

    private void boundary(Boundary boundary) {
        if (boundary.compareTo(pending) > 0) {
            pending = boundary;
        }
    }

    private static boolean isApostrophe(int c) {
        return c == '\'' || c == '\u2019' || c == '\u2018' || c == '\u02BC' || c == '`';
    }
}

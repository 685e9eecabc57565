package dev.greenlight.smsinbound.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Texts and bytes of the kinds that break parsers, at random. */
final class RandomInput {

    private static final List<String> TOKENS = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "&",
            "=",
            "+",
            "%",
            "%zz",
            "%00",
            "%C3%28",
            "\u0000",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "1e999",
            "-0",
            "9".repeat(400),
            "0.1e-400",
            "[".repeat(900),
            "{\"a\":".repeat(300),
            "\"id\":",
            "<!DOCTYPE a>",
            "${jndi:ldap://x}",
            "\r\n\r\n",
            "\uFEFF",
            "STOP",
            "+14158675309",
            "18005551212");

    private static final List<String> ALPHABETS = List.of(
            "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789",
            "stopSTOP .,!?-_*'\"",
            "\u200B\u200C\u200D\u2060\uFEFF\u00AD\u202A\u202E\u2066\uFE0F",
            "\u0300\u0301\u0327\u0345\u0483\u05B0\u0E31\u20DD\u20E3\u1AB0",
            "ＳＴＯＰⓈⓉⓄⓅ𝐒𝐓𝐎𝐏ſßİıŉǰΐﬆﷺ",
            "停止退订توقفהסרСТОП가각힣",
            "\uD83D\uDED1\uD83D\uDE21\uD83C\uDDFA\uD83C\uDDF8\u2764\uFE0F",
            "\uD800\uDC00\uDFFF\uDBFF", // not all of them in pairs
            "٠١٢٣٤٥٦٧٨٩०१२\u0085\u2028\u00A0\u3000\t\n\u000B");

    private final SplittableRandom random;

    RandomInput(SplittableRandom random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Few of them long. */
    int length(int most) {
        return oneIn(50) ? random.nextInt(most + 1) : random.nextInt(Math.min(most, 40) + 1);
    }

    byte[] bytes(int most) {
        byte[] bytes = new byte[length(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** UTF-16 units, not always such as make characters. */
    String text(int most) {
        int length = length(most);
        var text = new StringBuilder(length);
        String alphabet = pick(ALPHABETS);
        while (text.length() < length) {
            if (oneIn(8)) {
                alphabet = pick(ALPHABETS);
            }
            if (oneIn(200)) {
                text.append(pick(TOKENS));
            } else if (oneIn(20)) {
                text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
            } else {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
        }
        return text.toString();
    }

    /** What could stand in a header: the web server lets through more than it should. */
    String header() {
        return oneIn(3) ? new String(bytes(300), StandardCharsets.ISO_8859_1) : text(300);
    }

    /** The bytes with up to eight things done to them. */
    byte[] mutated(byte[] original) {
        byte[] bytes = original;
        for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
            bytes = change(bytes);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(16));
        return switch (random.nextInt(7)) {
            case 0 -> spliced(bytes, at, at, pick(TOKENS).getBytes(StandardCharsets.UTF_8));
            case 1 -> spliced(bytes, at, at, bytes(16));
            case 2 -> spliced(bytes, at, end, new byte[0]);
            case 3 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            case 4 -> Arrays.copyOf(bytes, at);
            case 5 -> spliced(bytes, at, end, text(16).getBytes(StandardCharsets.UTF_8));
            default -> flipped(bytes, at);
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        if (at < changed.length) {
            changed[at] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] inserted) {
        var result = new ByteArrayOutputStream(bytes.length + inserted.length);
        result.write(bytes, 0, from);
        result.writeBytes(inserted);
        result.write(bytes, to, bytes.length - to);
        return result.toByteArray();
    }
}

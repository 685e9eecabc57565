package dev.greenlight.smsinbound.domain.understanding;

import dev.greenlight.smsinbound.domain.understanding.LabelledTexts.LabelledText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Sentences with choices in them, such as {@code (I | we) want (no | none of your) texts}, written out. */
final class Frames {

    /** Of one frame, spread over all that it can say. */
    private static final int MOST = 30;

    private static final Pattern CHOICE = Pattern.compile("\\(([^()]*\\|[^()]*)\\)");

    private Frames() {}

    /** The sentences of all frames, each once. */
    static List<LabelledText> written(List<LabelledText> frames) {
        Set<LabelledText> sentences = new LinkedHashSet<>();
        for (LabelledText frame : frames) {
            List<List<String>> parts = parts(frame.text());
            long ways = parts.stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
            long some = Math.min(ways, MOST);
            for (int i = 0; i < some; i++) {
                long way = ways <= MOST ? i : checksum(i + frame.text()) % ways;
                sentences.add(new LabelledText(frame.label(), frame.language(), sentence(parts, way)));
            }
        }
        return List.copyOf(sentences);
    }

    private static List<List<String>> parts(String frame) {
        List<List<String>> parts = new ArrayList<>();
        Matcher choice = CHOICE.matcher(frame);
        int end = 0;
        while (choice.find()) {
            parts.add(List.of(frame.substring(end, choice.start())));
            parts.add(Arrays.asList(choice.group(1).split("\\|", -1)));
            end = choice.end();
        }
        parts.add(List.of(frame.substring(end)));
        return parts;
    }

    private static String sentence(List<List<String>> parts, long way) {
        var sentence = new StringBuilder();
        long rest = way;
        for (List<String> part : parts) {
            sentence.append(part.get((int) (rest % part.size())));
            rest /= part.size();
        }
        return sentence.toString().replaceAll(" +", " ").strip();
    }

    private static long checksum(String text) {
        var checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }
}

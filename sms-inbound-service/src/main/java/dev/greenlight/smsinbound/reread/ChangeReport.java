package dev.greenlight.smsinbound.reread;

import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.smsinbound.domain.ChangedReadings;
import dev.greenlight.smsinbound.domain.ChangedReadings.ChangedReading;
import dev.greenlight.smsinbound.domain.ChangedReadings.KeptText;
import dev.greenlight.smsinbound.domain.Tenants;
import dev.greenlight.smsinbound.domain.Vocabularies;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Prints each text that would be read differently as it comes, and what they are together. */
final class ChangeReport {

    private static final String NOTHING = "nothing";

    private final Vocabularies candidate;
    private final Tenants tenants;
    private final boolean showTexts;
    private final PrintStream out;
    private final Map<String, Integer> byKind = new TreeMap<>();
    private long compared;
    private long changed;
    private long ofStrangers;
    private long unknown;

    /**
     * @param showTexts whether to print what people wrote; their numbers never are
     */
    ChangeReport(Vocabularies candidate, Tenants tenants, boolean showTexts, PrintStream out) {
        this.candidate = candidate;
        this.tenants = tenants;
        this.showTexts = showTexts;
        this.out = out;
    }

    void compare(TextReceived event) {
        Optional<KeptText> text = KeptTextMapper.toText(event);
        if (text.isEmpty()) {
            unknown++;
            return;
        }
        compared++;
        if (!tenants.owns(event.getTenant(), event.getTo())) {
            ofStrangers++;
        }
        ChangedReadings.of(text.get(), candidate).ifPresent(change -> print(change, event));
    }

    /**
     * @param days that were looked at
     * @return whether any text would be read differently
     */
    boolean summarise(int days) {
        out.println(compared + " kept text(s) of the last " + days + " day(s) were read again, and " + changed
                + " would be read differently.");
        byKind.forEach((kind, count) -> out.println("  " + kind + ": " + count));
        if (ofStrangers > 0) {
            out.println(ofStrangers + " of the texts came to numbers that this configuration does not count to their"
                    + " tenant: is it the whole configuration?");
        }
        if (unknown > 0) {
            out.println(unknown + " more were written by a newer version, and could not be compared.");
        }
        out.println("Texts that were read as nothing were never kept: only readings that were kept can be compared, and"
                + " which of the others would mean something now cannot be known.");
        return changed > 0;
    }

    private void print(ChangedReading change, TextReceived event) {
        changed++;
        String after = change.after().map(Enum::name).orElse(NOTHING);
        byKind.merge(change.before() + " -> " + after, 1, Integer::sum);
        out.println(event.getReceivedAt() + " " + change.tenant() + ' ' + change.eventId() + ' ' + change.before()
                + " (" + event.getRule() + ") -> " + after
                + (change.rule().isEmpty() ? "" : " (" + change.rule() + ")")
                + (showTexts ? ": " + quoted(event.getText()) : ""));
    }

    /** On one line, and without anything that a terminal would obey. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (isPrintable(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

package dev.greenlight.smsinbound.reread;

import dev.greenlight.smsinbound.commandline.CommandArguments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator asked for.
 *
 * @param days to look back, 1 to 3,650
 * @param tenant the only one whose texts are read again
 * @param showTexts whether to print what people wrote
 * @param settings for Spring Boot, which change the configuration
 */
record RereadOptions(int days, Optional<String> tenant, boolean showTexts, List<String> settings) {

    private static final int MOST_DAYS = 3_650;

    private static final String HINT =
            "use --days=30, --tenant=name, --show-texts, or a setting with a dot in its name";

    /**
     * @throws IllegalArgumentException for anything else, and without days
     */
    static RereadOptions parse(List<String> arguments) {
        var found = CommandArguments.parse(arguments, Set.of("--days", "--tenant"), Set.of("--show-texts"), HINT);
        return new RereadOptions(
                days(found.value("--days").orElse("")),
                found.value("--tenant"),
                found.has("--show-texts"),
                found.settings());
    }

    Duration lookBack() {
        return Duration.ofDays(days);
    }

    boolean asksFor(String wanted) {
        return tenant.orElse(wanted).equals(wanted);
    }

    private static int days(String text) {
        try {
            int days = Integer.parseInt(text);
            if (days >= 1 && days <= MOST_DAYS) {
                return days;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("--days needs a number from 1 to " + MOST_DAYS + ": " + HINT);
    }
}

package dev.greenlight.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What to measure.
 *
 * @param contacts how many are known
 * @param partitions of every topic
 * @param heap the largest heap of a stream service
 * @param scenarios names, or {@code all}
 * @param settings handed to the stream services as they are, to try another value of one
 */
record Options(int contacts, int partitions, String heap, Set<String> scenarios, List<String> settings) {

    private static final String UNDERSTANDING = "understanding";

    private static final Set<String> KNOWN = Set.of(
            "all",
            "raw",
            "drain",
            "webhooks",
            "stop",
            "bulk",
            "office",
            "edit",
            "check",
            "import",
            "outage",
            "memory",
            "customers",
            "reevaluate",
            "import-stop",
            "what-if",
            "rebuild",
            UNDERSTANDING);

    static Options of(String... arguments) {
        int contacts = 100_000;
        int partitions = 4;
        String heap = "3g";
        Set<String> scenarios = Set.of("all");
        List<String> settings = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("Options look like --contacts=100000, not like " + argument);
            }
            String value = argument.substring(equals + 1);
            switch (argument.substring(0, equals)) {
                case "--contacts" -> contacts = Integer.parseInt(value);
                case "--partitions" -> partitions = Integer.parseInt(value);
                case "--heap" -> heap = value;
                case "--scenarios" -> scenarios = Set.of(value.split(","));
                case "--setting" -> settings.add("--" + value);
                default -> throw new IllegalArgumentException("Unknown option " + argument);
            }
        }
        var options = new Options(contacts, partitions, heap, scenarios, List.copyOf(settings));
        for (String scenario : options.scenarios) {
            if (!KNOWN.contains(scenario)) {
                throw new IllegalArgumentException("Unknown scenario " + scenario + "; there are " + KNOWN);
            }
        }
        return options;
    }

    boolean has(String scenario) {
        return scenarios.contains("all") || scenarios.contains(scenario);
    }

    boolean hasUnderstanding() {
        return has(UNDERSTANDING);
    }

    /** Whether what is measured needs a broker. */
    boolean needsDeployment() {
        return !scenarios.equals(Set.of(UNDERSTANDING));
    }
}

package dev.greenlight.smsinbound.commandline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of a command, taken apart.
 *
 * @param values by option, such as {@code --tenant}; the last one counts
 * @param flags options without a value
 * @param settings for Spring Boot, which change the configuration: they have a dot in their name
 */
public record CommandArguments(Map<String, String> values, Set<String> flags, List<String> settings) {

    /**
     * @param valued the options that need a value
     * @param bare the options that have none
     * @param hint what to use instead, for whoever uses anything else
     * @throws IllegalArgumentException for anything else
     */
    public static CommandArguments parse(List<String> arguments, Set<String> valued, Set<String> bare, String hint) {
        Map<String, String> values = new HashMap<>();
        Set<String> flags = new HashSet<>();
        List<String> settings = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String value = argument.substring(equals + 1);
            if (equals < 0 && bare.contains(name)) {
                flags.add(name);
            } else if (equals < 0 || !name.startsWith("--") || value.isEmpty()) {
                throw new IllegalArgumentException("not an option: " + hint);
            } else if (valued.contains(name)) {
                values.put(name, value);
            } else if (name.indexOf('.') >= 0) {
                settings.add(argument);
            } else {
                throw new IllegalArgumentException("there is no option " + name + ": " + hint);
            }
        }
        return new CommandArguments(Map.copyOf(values), Set.copyOf(flags), List.copyOf(settings));
    }

    public Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }
}

package dev.greenlight.localstack;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Settings of a command, each written as {@code --name=value}. */
public final class Options {

    private final Map<String, String> given;

    private Options(Map<String, String> given) {
        this.given = given;
    }

    /**
     * Reads the arguments of a command.
     *
     * @throws IllegalArgumentException for an argument of another form; the message says which
     */
    public static Options parse(String... arguments) {
        var given = new HashMap<String, String>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Options look like --name=value, not like " + argument);
            }
            given.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        return new Options(given);
    }

    /** The value of an option, once: what nobody takes is unknown. */
    public @Nullable String take(String name) {
        return given.remove(name);
    }

    /** The value of an option, or this one where it is not given. */
    public String take(String name, String otherwise) {
        String value = given.remove(name);
        return value == null ? otherwise : value;
    }

    /**
     * The number given for an option, or this one where it is not given.
     *
     * @throws IllegalArgumentException for anything but a number between the two limits
     */
    public int takeNumber(String name, int otherwise, int least, int most) {
        String value = given.remove(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("--" + name + " is a number from " + least + " to " + most);
    }

    /**
     * Ends the reading: every option must have been taken.
     *
     * @throws IllegalArgumentException naming what nobody has taken
     */
    public void refuseTheRest() {
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(
                    "Unknown option --" + String.join(", --", new TreeSet<>(given.keySet())));
        }
    }
}

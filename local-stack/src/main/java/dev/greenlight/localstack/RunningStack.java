package dev.greenlight.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Where a running stack can be found: a file in its directory that is there while it runs. */
public final class RunningStack {

    private static final String FILE = "running.properties";

    private final Map<String, String> addresses;

    private RunningStack(Map<String, String> addresses) {
        this.addresses = addresses;
    }

    static RunningStack of(StackSettings settings, String bootstrapServers, String registryUrl) {
        var addresses = new TreeMap<String, String>();
        for (Component component : Component.values()) {
            addresses.put(keyOf(component), settings.url(component));
        }
        addresses.put(keyOf(Component.BROKER), bootstrapServers);
        addresses.put(keyOf(Component.REGISTRY), registryUrl);
        return new RunningStack(addresses);
    }

    /**
     * Reads what a running stack has written.
     *
     * @throws IllegalArgumentException where no stack runs on this directory
     */
    public static RunningStack in(Path directory) {
        var found = new Properties();
        try (var reader = Files.newBufferedReader(directory.resolve(FILE))) {
            found.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "No local stack runs on " + directory + ": start it with ./greenlight run", e);
        }
        var addresses = new TreeMap<String, String>();
        found.stringPropertyNames().forEach(name -> addresses.put(name, found.getProperty(name)));
        return new RunningStack(addresses);
    }

    /** The base address of a service; of the registry, its Confluent API; of the broker, its bootstrap address. */
    public String address(Component component) {
        String address = addresses.get(keyOf(component));
        if (address == null) {
            throw new IllegalArgumentException(FILE + " does not say where " + component.title() + " is");
        }
        return address;
    }

    void announce(Path directory) {
        var lines = new StringBuilder();
        addresses.forEach((name, address) -> lines.append(String.format(Locale.ROOT, "%s=%s%n", name, address)));
        try {
            Files.writeString(directory.resolve(FILE), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + directory, e);
        }
    }

    static void withdraw(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + directory, e);
        }
    }

    private static String keyOf(Component component) {
        return component.title();
    }
}

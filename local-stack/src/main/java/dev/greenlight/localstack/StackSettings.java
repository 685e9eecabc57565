package dev.greenlight.localstack;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where the local stack listens and keeps its data.
 *
 * @param directory of everything it keeps
 * @param registryHome where the registry is unpacked, once
 * @param partitions of every topic; fixed by the first start on this directory
 * @param ports one for each component
 */
public record StackSettings(Path directory, Path registryHome, int partitions, Map<Component, Integer> ports) {

    private static final int MOST_PARTITIONS = 1000;
    private static final int HIGHEST_PORT = 65_535;

    public StackSettings {
        directory = directory.toAbsolutePath().normalize();
        registryHome = registryHome.toAbsolutePath().normalize();
        ports = Map.copyOf(ports);
    }

    /**
     * Reads {@code --data-dir}, {@code --partitions} and, for each component, {@code --<component>-port}.
     *
     * @throws IllegalArgumentException for an option that is unknown or has an unusable value
     */
    static StackSettings of(Options options) {
        var directory = Path.of(options.take("data-dir", ".greenlight"));
        int partitions = options.takeNumber("partitions", 4, 1, MOST_PARTITIONS);
        var ports = new EnumMap<Component, Integer>(Component.class);
        for (Component component : Component.values()) {
            ports.put(component, options.takeNumber(component.portOption(), component.defaultPort(), 1, HIGHEST_PORT));
        }
        options.refuseTheRest();
        return new StackSettings(directory, directory.resolve("registry-app"), partitions, ports);
    }

    /** A stack beside others: every port is one that is free now. */
    public static StackSettings onFreePorts(Path directory, Path registryHome, int partitions) {
        var ports = new EnumMap<Component, Integer>(Component.class);
        List.of(Component.values()).forEach(component -> ports.put(component, Ports.free()));
        return new StackSettings(directory, registryHome, partitions, ports);
    }

    int port(Component component) {
        return Objects.requireNonNull(ports.get(component), component::title);
    }

    String address(Component component) {
        return Ports.LOOPBACK + ":" + port(component);
    }

    String url(Component component) {
        return "http://" + address(component);
    }

    /**
     * @throws StackNotStartedException when two components share a port, or something else listens on one; the message
     *     says on which, and which setting moves it
     */
    void requireFreePorts() {
        for (Component component : Component.values()) {
            for (Component other : Component.values()) {
                if (component.compareTo(other) < 0 && port(component) == port(other)) {
                    throw new StackNotStartedException("Port " + port(component) + " is given to both "
                            + component.title() + " and " + other.title() + ".");
                }
            }
            if (Ports.taken(port(component))) {
                throw new StackNotStartedException("""
                        Port %d, where %s should listen, is taken by another process.
                        Stop that process, or choose another port: ./greenlight run --%s=%d""".formatted(
                                port(component),
                                component.title(),
                                component.portOption(),
                                (port(component) + 10_000) % HIGHEST_PORT));
            }
        }
    }
}

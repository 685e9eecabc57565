package dev.greenlight.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Apicurio Registry in a process of its own, with its schemas in a file: the registry of a cluster, on one machine.
 *
 * <p>It listens on the loopback interface only and asks for no credentials.
 */
public final class LocalRegistry implements AutoCloseable {

    private static final String CONFLUENT_API = "/apis/ccompat/v7";
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Process process;
    private final URI url;
    private final URI health;
    private final Path log;

    private LocalRegistry(Process process, URI url, URI health, Path log) {
        this.process = process;
        this.url = url;
        this.health = health;
        this.log = log;
    }

    /**
     * Starts it and returns at once: {@link #awaitReady} tells when it answers.
     *
     * @param home where the program is unpacked, unless it is there already
     * @param directory where the schemas are kept
     * @param port where it listens
     */
    public static LocalRegistry start(Path home, Path directory, int port) {
        try {
            Files.createDirectories(directory);
            endLeftover(directory);
            Path program = unpackedOnce(home);
            int managementPort = Ports.free();
            Path log = directory.resolve("registry.log");
            var process = new ProcessBuilder(
                            ChildJvm.java().toString(),
                            // small and quick to start; it is asked a few hundred times in its life
                            "-Xmx192m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dquarkus.http.host=" + Ports.LOOPBACK,
                            "-Dquarkus.http.port=" + port,
                            "-Dquarkus.management.host=" + Ports.LOOPBACK,
                            "-Dquarkus.management.port=" + managementPort,
                            "-Dapicurio.datasource.url=jdbc:h2:file:" + directory.resolve("schemas"),
                            "-jar",
                            program.resolve("quarkus-run.jar").toString())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Files.writeString(processIdIn(directory), String.valueOf(process.pid()));
            var url = URI.create("http://" + Ports.LOOPBACK + ":" + port + CONFLUENT_API);
            var health = URI.create("http://" + Ports.LOOPBACK + ":" + managementPort + "/health/ready");
            return new LocalRegistry(process, url, health, log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the registry in " + directory, e);
        }
    }

    /** For clients: {@code schema.registry.url}. */
    public String url() {
        return url.toString();
    }

    /**
     * Returns when it answers.
     *
     * @throws StackNotStartedException if it ends, or does not answer in time
     */
    public void awaitReady(Duration atMost) throws InterruptedException {
        if (!Readiness.await(health, atMost, process::isAlive)) {
            throw new StackNotStartedException("The schema registry did not start. Its log: " + log);
        }
    }

    /** Calls this when the process ends, asked to or not. */
    void onEnd(Runnable action) {
        var unused = process.onExit().thenRun(action);
    }

    /** Stops it; the schemas stay. */
    @Override
    public void close() {
        end(process.toHandle());
    }

    /** A registry whose starter was killed still holds the port and the file. */
    private static void endLeftover(Path directory) throws IOException {
        Path processId = processIdIn(directory);
        if (!Files.exists(processId)) {
            return;
        }
        Optional<ProcessHandle> leftover = ProcessHandle.of(
                        Long.parseLong(Files.readString(processId).strip()))
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(directory.resolve("schemas").toString()));
        leftover.ifPresent(LocalRegistry::end);
        Files.delete(processId);
    }

    private static Path processIdIn(Path directory) {
        return directory.resolve("registry.pid");
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            process.destroyForcibly();
        }
    }

    private static Path unpackedOnce(Path home) throws IOException {
        Path distribution = distribution();
        Path program = home.resolve(distribution.getFileName().toString().replace(".tar.gz", ""))
                .toAbsolutePath();
        if (Files.exists(program)) {
            return program;
        }
        Files.createDirectories(home);
        Path unfinished = Files.createTempDirectory(home, "unpacking-");
        run(List.of("tar", "-xzf", distribution.toString(), "-C", unfinished.toString()));
        Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
        return program;
    }

    /** The build puts it beside this module's classes. */
    private static Path distribution() throws IOException {
        try {
            Path here = Path.of(LocalRegistry.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path built = here.resolveSibling("registry-distribution");
            try (var files = Files.newDirectoryStream(built, "*.tar.gz")) {
                for (Path file : files) {
                    return file;
                }
            }
            throw new IOException("No registry in " + built + ": build the module local-stack");
        } catch (URISyntaxException e) {
            throw new IOException("This class has no place", e);
        }
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("Failed: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted: " + String.join(" ", command), e);
        }
    }
}

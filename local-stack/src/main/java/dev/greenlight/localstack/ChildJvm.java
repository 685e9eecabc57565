package dev.greenlight.localstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A main class of this class path, run in a JVM of its own so that it can be killed without warning.
 * Its output goes to a file.
 */
public final class ChildJvm implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;
    private final CompletableFuture<String> readyLine = new CompletableFuture<>();

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it and returns at once.
     *
     * @param log where its standard output and errors go; appended to
     * @param flags for the JVM, such as {@code -Xmx256m}
     * @param readyPrefix how the line begins that says it is ready
     */
    public static ChildJvm start(
            Class<?> main, Path log, List<String> flags, List<String> arguments, String readyPrefix) {
        var command = new ArrayList<String>();
        command.add(java().toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(flags);
        command.add(main.getName());
        command.addAll(arguments);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // it would outlive a failure
            var child = new ChildJvm(process, log);
            // not a virtual one: reading a pipe holds its carrier, and two of them could be all there are
            Thread.ofPlatform().daemon().name("log-of-" + main.getSimpleName()).start(() -> child.follow(readyPrefix));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + main.getName(), e);
        }
    }

    /** The java command of the JVM that runs this. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * Waits until it says that it is ready.
     *
     * @return what follows the ready prefix on that line
     * @throws IllegalStateException if it ends, or does not become ready in time; the message names its log
     */
    public String awaitReady(Duration atMost) throws InterruptedException {
        try {
            return readyLine.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Not ready after " + atMost.toSeconds() + " s, see " + log, e);
        }
    }

    /** The id of the process, for the JDK's own tools. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it without warning (SIGKILL), as a power cut would. Returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop (SIGTERM) and waits; kills it if it takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void follow(String readyPrefix) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                var file = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                if (line.startsWith(readyPrefix)) {
                    readyLine.complete(line.substring(readyPrefix.length()));
                }
            }
            readyLine.completeExceptionally(new IOException("It ended"));
        } catch (IOException e) {
            readyLine.completeExceptionally(e);
        }
    }
}

package dev.greenlight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a JVM remembers of the start of a service, so that the next starts take half the processor time. Made as for the
 * images: in a start that ends before anything is connected to.
 */
final class AotCache {

    private static final int FIRST_JAVA = 24; // JEP 483

    private AotCache() {}

    /**
     * @param main of the service
     * @param heap of the JVM that is to use it
     * @param arguments of the service
     * @param folder where it is kept
     * @return the flags that use it; none where this Java knows no such cache
     */
    static List<String> train(Class<?> main, String heap, List<String> arguments, Path folder)
            throws InterruptedException {
        if (Runtime.version().feature() < FIRST_JAVA) {
            return List.of();
        }
        Path configuration =
                folder.resolve(main.getSimpleName() + ".aot-configuration").toAbsolutePath();
        Path cache = folder.resolve(main.getSimpleName() + ".aot").toAbsolutePath();
        Path log = folder.resolve(main.getSimpleName() + "-aot.log");
        var start = new ArrayList<>(List.of("-Dspring.context.exit=onRefresh", main.getName()));
        start.addAll(arguments);
        java(log, heap, List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + configuration), start);
        java(
                log,
                heap,
                List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + configuration, "-XX:AOTCache=" + cache),
                List.of());
        // "on": refuses to start without it, so that nothing is measured that is not so
        return List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache);
    }

    private static void java(Path log, String heap, List<String> flags, List<String> start)
            throws InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(flags);
        command.addAll(start);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            int exit = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("No AOT cache could be made, see " + log);
            }
        } catch (IOException e) {
            throw new IllegalStateException("No AOT cache could be made", e);
        }
    }
}

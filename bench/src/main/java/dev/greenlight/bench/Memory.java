package dev.greenlight.bench;

import dev.greenlight.localstack.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process keeps: its heap after a full collection, asked with the JDK's own jcmd, and files. */
final class Memory {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private Memory() {}

    /** Bytes that are still in use after a full collection. */
    static long liveHeapBytes(ChildJvm child) throws IOException, InterruptedException {
        jcmd(child, "GC.run");
        Matcher used = USED.matcher(jcmd(child, "GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("The JVM does not say how much heap it uses");
        }
        return Long.parseLong(used.group(1)) * 1024;
    }

    /** Bytes of the files of all topics whose folder begins like this. */
    static long topicBytes(Path brokerFolder, String prefix) throws IOException {
        long[] sum = new long[1];
        try (var topics = Files.newDirectoryStream(brokerFolder, prefix + "*")) {
            for (Path topic : topics) {
                Files.walkFileTree(topic, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        sum[0] += file.toString().endsWith(".log") ? attributes.size() : 0;
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        }
        return sum[0];
    }

    /** Bytes that the files of a folder take on the disk. */
    static long diskBytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static String jcmd(ChildJvm child, String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        var process = new ProcessBuilder(jcmd.toString(), Long.toString(child.pid()), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return answer;
    }
}

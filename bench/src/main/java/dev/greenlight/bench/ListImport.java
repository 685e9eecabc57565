package dev.greenlight.bench;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A list of new customers, each with a mobile number and an email address, sent over HTTP as {@code curl -T} sends it:
 * the answers are read while the rows are written. The JDK's own client reads nothing before it has sent everything.
 */
final class ListImport {

    private final Deployment deployment;
    private final String name;
    private final long firstNumber;
    private final int rows;

    /**
     * @param name of the list; the ids of its customers begin with it
     * @param firstNumber the phone number of the first row, without the plus
     */
    ListImport(Deployment deployment, String name, long firstNumber, int rows) {
        this.deployment = deployment;
        this.name = name;
        this.firstNumber = firstNumber;
        this.rows = rows;
    }

    /**
     * @return seconds until the last row was answered
     * @throws IllegalStateException unless every row made a new customer
     */
    double seconds() {
        byte[] head = head();
        long start = System.nanoTime();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), deployment.consentPort())) {
            var sent = CompletableFuture.runAsync(() -> send(head, socket));
            String last = lastLine(socket);
            sent.join();
            String created = "{\"summary\":{\"complete\":true,\"rows\":%1$d,\"outcomes\":{\"CREATED\":%1$d}}}";
            if (!last.equals(created.formatted(rows))) {
                throw new IllegalStateException("The answer ended with " + last);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** HTTP/1.0, so that the answer comes without frames and ends with the connection. */
    private byte[] head() {
        long length =
                IntStream.range(0, rows).mapToLong(row -> row(row).length()).sum();
        return bytes("POST /v1/tenants/" + Contacts.TENANT + "/customers:import?list=bench-" + name + "&takenAt="
                + Instant.now().truncatedTo(ChronoUnit.SECONDS)
                + " HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + Deployment.OFFICE_KEY + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + length
                + "\r\n\r\n");
    }

    private void send(byte[] head, Socket socket) {
        try {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
            out.write(head);
            for (int row = 0; row < rows; row++) {
                out.write(bytes(row(row)));
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String row(int row) {
        return "{\"customerId\": \"" + name + row + "\", \"name\": \"Customer " + row
                + "\", \"contactMethods\": [{\"type\": \"MOBILE\", \"value\": \"+" + (firstNumber + row)
                + "\"}, {\"type\": \"EMAIL\", \"value\": \"" + name + row + "@example.com\"}]}\n";
    }

    private static String lastLine(Socket socket) throws IOException {
        var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String last = "nothing";
        for (String line = answer.readLine(); line != null; line = answer.readLine()) {
            last = line;
        }
        return last;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

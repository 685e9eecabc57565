package dev.greenlight.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Prepared requests over kept connections to the loopback address, as lean as it can be: it shares two cores with
 * what it measures.
 */
final class HttpLoad {

    private final int port;
    private final int connections;

    HttpLoad(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** How a load ended: answers with 200, all others, and the time it took. */
    record Result(int accepted, int others, Duration took) {
        double perSecond() {
            return accepted / (took.toNanos() / 1e9);
        }
    }

    /** As fast as it goes. */
    Result flatOut(int requests, IntFunction<byte[]> request) throws InterruptedException {
        return run(requests, request, index -> {}, index -> {});
    }

    /**
     * At a steady rate that does not wait for answers as long as a connection is free.
     *
     * @param answered is told of each request that was answered with 200, on the thread that read the answer
     */
    Result paced(int requests, int perSecond, IntFunction<byte[]> request, IntConsumer answered)
            throws InterruptedException {
        long start = System.nanoTime();
        long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        return run(requests, request, index -> awaitTime(start + index * gap), answered);
    }

    private Result run(int requests, IntFunction<byte[]> request, IntConsumer before, IntConsumer answered)
            throws InterruptedException {
        var next = new AtomicInteger();
        var accepted = new AtomicInteger();
        var others = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                Connection connection = null;
                for (int index = next.getAndIncrement(); index < requests; index = next.getAndIncrement()) {
                    before.accept(index);
                    try {
                        connection = connection == null ? new Connection(port) : connection;
                        if (connection.send(request.apply(index)) == 200) {
                            accepted.incrementAndGet();
                            answered.accept(index);
                        } else {
                            others.incrementAndGet();
                        }
                        if (connection.isLast()) {
                            connection = closed(connection);
                        }
                    } catch (IOException e) {
                        others.incrementAndGet();
                        connection = closed(connection);
                    }
                }
                closed(connection);
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Result(accepted.get(), others.get(), Duration.ofNanos(System.nanoTime() - start));
    }

    private static @Nullable Connection closed(@Nullable Connection connection) {
        if (connection != null) {
            connection.close();
        }
        return null;
    }

    private static void awaitTime(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** One kept connection; reads a head and as many bytes as it announces, or chunks. */
    private static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private boolean last;

        Connection(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            in = new BufferedInputStream(socket.getInputStream(), 4096);
        }

        int send(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            int status = Integer.parseInt(line().substring(9, 12));
            int length = 0;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).trim());
                } else if (header.regionMatches(true, 0, "Transfer-Encoding: chunked", 0, 26)) {
                    chunked = true;
                } else if (header.regionMatches(true, 0, "Connection: close", 0, 17)) {
                    last = true;
                }
            }
            if (chunked) {
                for (int size = chunk(); size > 0; size = chunk()) {
                    in.skipNBytes(size + 2);
                }
                line();
            } else {
                in.skipNBytes(length);
            }
            return status;
        }

        /** Whether the server said that it closes the connection; it does so after so many requests. */
        boolean isLast() {
            return last;
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // it is gone either way
            }
        }

        private int chunk() throws IOException {
            return Integer.parseInt(line(), 16);
        }

        private String line() throws IOException {
            var bytes = new byte[512];
            int length = 0;
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("Closed by the server");
                }
                if (next != '\r' && length < bytes.length) {
                    bytes[length++] = (byte) next;
                }
            }
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }
}

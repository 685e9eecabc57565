package dev.greenlight.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks a process whether it is ready until it is. */
final class Readiness {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int OK = 200;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();

    private Readiness() {}

    /**
     * Returns when the process is ready, has ended, or the time is up.
     *
     * @param url answers 200 when ready
     * @param alive waiting ends when this turns false
     * @return whether it got ready in time
     */
    static boolean await(URI url, Duration atMost, BooleanSupplier alive) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (alive.getAsBoolean() && System.nanoTime() < deadline) {
            if (answersOk(url)) {
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    private static boolean answersOk(URI url) throws InterruptedException {
        var request = HttpRequest.newBuilder(url).timeout(ANSWER_WITHIN).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }
}

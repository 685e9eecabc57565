package dev.greenlight.localstack.tour;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends a request as the services ask for it: again, after the time they name, while the answer is 503. */
final class PatientClient {

    private static final int SERVICE_UNAVAILABLE = 503;
    private static final long DEFAULT_RETRY_SECONDS = 1;

    private final HttpClient http;
    private final Duration patience;

    /** @param patience how long a 503 is taken for a passing one, and how long one answer may take */
    PatientClient(HttpClient http, Duration patience) {
        this.http = http;
        this.patience = patience;
    }

    /**
     * The first answer that is not 503, or the last 503 that came before patience ended.
     *
     * @throws TourFailedException when nobody answers
     */
    HttpResponse<String> send(HttpRequest request) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            while (answer.statusCode() == SERVICE_UNAVAILABLE) {
                Duration pause = retryAfter(answer);
                if (System.nanoTime() + pause.toNanos() > deadline) {
                    return answer;
                }
                Thread.sleep(pause);
                answer = http.send(request, BodyHandlers.ofString());
            }
            return answer;
        } catch (IOException e) {
            throw new TourFailedException(request.uri() + " cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TourFailedException("Interrupted", e);
        }
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        return Duration.ofSeconds(
                answer.headers().firstValueAsLong("Retry-After").orElse(DEFAULT_RETRY_SECONDS));
    }
}

package dev.greenlight.eligibility.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Asks the instance that keeps a contact. One hop: an instance that was asked so never asks another. */
@Component
final class OwnerInstance {

    /** On a request that comes from another instance. */
    static final String FORWARDED = "Greenlight-Forwarded";

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();

    /**
     * @param pathAndQuery as the caller sent them, encoded
     * @param authorization of the caller: the owner checks it itself
     * @throws ProblemException when the owner cannot be reached
     */
    ResponseEntity<Object> ask(String host, int port, String pathAndQuery, String authorization) {
        var request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + pathAndQuery))
                .timeout(ANSWER_WITHIN)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .header(FORWARDED, "1")
                .GET()
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            var response = ResponseEntity.status(answer.statusCode());
            answer.headers()
                    .firstValue(HttpHeaders.CONTENT_TYPE)
                    .ifPresent(type -> response.header(HttpHeaders.CONTENT_TYPE, type));
            answer.headers()
                    .firstValue(HttpHeaders.RETRY_AFTER)
                    .ifPresent(after -> response.header(HttpHeaders.RETRY_AFTER, after));
            return response.body(answer.body());
        } catch (IOException e) {
            throw new ProblemException(Problem.NOT_READY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.NOT_READY);
        }
    }
}

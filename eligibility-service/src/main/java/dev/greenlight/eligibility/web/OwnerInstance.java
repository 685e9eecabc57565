package dev.greenlight.eligibility.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Asks the instance that keeps a contact. One hop: an instance that was asked so never asks another. */
@Component
final class OwnerInstance {

    /** On a request that comes from another instance. */
    static final String FORWARDED = "Greenlight-Forwarded";

    /** Its value where only the email choices of customers are asked for, and not what is known about contacts. */
    static final String FOR_CHOICES = "choices";

    /** Its values where a what-if is gathered: which estimates would be open, and who would join and leave. */
    static final String FOR_ESTIMATES = "estimates";

    static final String FOR_CONTACTS = "contacts";

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
        return ask(request(host, port, pathAndQuery, authorization).GET().build());
    }

    /**
     * Asks for what takes longer than one contact.
     *
     * @param within how long to wait for the answer
     * @throws ProblemException when the owner cannot be reached, or does not answer in time
     */
    ResponseEntity<Object> ask(String host, int port, String pathAndQuery, String authorization, Duration within) {
        return ask(request(host, port, pathAndQuery, authorization)
                .timeout(within)
                .GET()
                .build());
    }

    /**
     * @param path as the caller sent it, encoded
     * @param authorization of the caller: the owner checks it itself
     * @param body JSON to post
     * @throws ProblemException when the owner cannot be reached
     */
    ResponseEntity<Object> ask(String host, int port, String path, String authorization, byte[] body) {
        return ask(request(host, port, path, authorization)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    /**
     * Asks which of their email addresses customers are written to.
     *
     * @param path as the caller sent it, encoded
     * @param authorization of the caller: the owner checks it itself
     * @param body JSON to post
     * @throws ProblemException when the owner cannot be reached
     */
    ResponseEntity<Object> askForChoices(String host, int port, String path, String authorization, byte[] body) {
        return ask(host, port, path, authorization, FOR_CHOICES, body, ANSWER_WITHIN);
    }

    /**
     * Asks for a part of an answer.
     *
     * @param path as the caller sent it, encoded
     * @param authorization of the caller: the owner checks it itself
     * @param purpose which part
     * @param body JSON to post
     * @param within how long to wait for the answer
     * @throws ProblemException when the owner cannot be reached, or does not answer in time
     */
    ResponseEntity<Object> ask(
            String host, int port, String path, String authorization, String purpose, byte[] body, Duration within) {
        return ask(request(host, port, path, authorization)
                .timeout(within)
                .setHeader(FORWARDED, purpose)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static HttpRequest.Builder request(String host, int port, String pathAndQuery, String authorization) {
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + pathAndQuery))
                .timeout(ANSWER_WITHIN)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .header(FORWARDED, "1");
    }

    private ResponseEntity<Object> ask(HttpRequest request) {
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

package dev.greenlight.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Single requests of an office, one after the other. */
final class Http {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String officeKey;

    Http(String officeKey) {
        this.officeKey = officeKey;
    }

    /**
     * @return the body of the answer
     * @throws IllegalStateException for an answer that is neither 200 nor 201
     */
    String send(String method, String address, String contentType, String body) {
        var request = HttpRequest.newBuilder(URI.create(address))
                .method(method, BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + officeKey)
                .header("Content-Type", contentType)
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() > 201) {
                throw new IllegalStateException(method + " was answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.topology.Located;
import dev.greenlight.consent.topology.Located.Elsewhere;
import dev.greenlight.consent.topology.Located.Here;
import dev.greenlight.consent.topology.Located.Nowhere;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers from the store of this instance, or asks the instance that holds the key, with the caller's own
 * credentials. One hop: an instance that is asked by another one answers itself or says that it cannot.
 */
@Component
final class OwnerRouting {

    private static final String HOP = "Greenlight-Hop";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
    private final JsonMapper json;

    OwnerRouting(JsonMapper json) {
        this.json = json;
    }

    /** @throws ProblemException when nobody can tell right now */
    <T> ResponseEntity<?> answer(
            Located<T> located, HttpServletRequest request, Function<@Nullable T, ResponseEntity<?>> here) {
        return switch (located) {
            case Here<T> found -> here.apply(found.value());
            case Elsewhere<T> other -> ask(other.host(), other.port(), request);
            case Nowhere<T> nowhere -> throw new ProblemException(Problem.NOT_READY);
        };
    }

    /**
     * What stands at another address of this service, on this instance or the one that holds its key.
     *
     * @param path of the address
     * @throws ProblemException when nothing is there, or nobody can tell right now
     */
    <T> JsonNode read(Located<T> located, String path, HttpServletRequest request, Function<T, ?> here) {
        return switch (located) {
            case Here<T> found -> {
                T value = found.value();
                if (value == null) {
                    throw new ProblemException(Problem.NOT_FOUND);
                }
                yield json.valueToTree(here.apply(value));
            }
            case Elsewhere<T> other -> {
                HttpResponse<byte[]> answer = send(other.host(), other.port(), path, request);
                if (answer.statusCode() == HttpStatus.NOT_FOUND.value()) {
                    throw new ProblemException(Problem.NOT_FOUND);
                }
                if (answer.statusCode() != HttpStatus.OK.value()) {
                    throw new ProblemException(Problem.NOT_READY);
                }
                yield json.readTree(answer.body());
            }
            case Nowhere<T> nowhere -> throw new ProblemException(Problem.NOT_READY);
        };
    }

    /** Whether another instance asks, and wants to know only what this one has. */
    static boolean isHop(HttpServletRequest request) {
        return request.getHeader(HOP) != null;
    }

    /**
     * Asks each of the instances the same question.
     *
     * @throws ProblemException when one of them cannot answer right now: a list with a gap would look complete
     */
    <T> List<T> askEach(List<HostInfo> instances, HttpServletRequest request, Class<T> answer) {
        List<T> answers = new ArrayList<>();
        for (HostInfo instance : instances) {
            HttpResponse<byte[]> response = send(instance.host(), instance.port(), request);
            if (response.statusCode() != HttpStatus.OK.value()) {
                throw new ProblemException(Problem.NOT_READY);
            }
            answers.add(json.readValue(response.body(), answer));
        }
        return answers;
    }

    private ResponseEntity<?> ask(String host, int port, HttpServletRequest request) {
        if (isHop(request)) {
            throw new ProblemException(Problem.NOT_READY);
        }
        HttpResponse<byte[]> answer = send(host, port, request);
        var response = ResponseEntity.status(answer.statusCode());
        for (String header : new String[] {HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER}) {
            answer.headers().firstValue(header).ifPresent(value -> response.header(header, value));
        }
        return response.body(answer.body());
    }

    private HttpResponse<byte[]> send(String host, int port, HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return send(host, port, request.getRequestURI() + query, request);
    }

    private HttpResponse<byte[]> send(String host, int port, String path, HttpServletRequest request) {
        var question = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
                .timeout(ANSWER_WITHIN)
                .header(HOP, "1")
                .header(HttpHeaders.AUTHORIZATION, request.getHeader(HttpHeaders.AUTHORIZATION))
                .build();
        try {
            return http.send(question, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new ProblemException(Problem.NOT_READY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.NOT_READY);
        }
    }
}

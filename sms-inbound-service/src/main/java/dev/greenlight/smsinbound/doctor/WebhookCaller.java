package dev.greenlight.smsinbound.doctor;

import dev.greenlight.smsinbound.doctor.Answer.Heard;
import dev.greenlight.smsinbound.doctor.Answer.Unheard;
import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.Problem;
import dev.greenlight.smsinbound.webhook.SampleCall;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes calls as gateways do: no redirect is followed, and not more than their patience. */
final class WebhookCaller implements AutoCloseable {

    private final HttpClient client;
    private final Duration patience;

    /**
     * @param patience for the connection, and for the answer
     */
    WebhookCaller(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    Answer call(URI address, SampleCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", call.contentType())
                .POST(BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        var answer = client.sendAsync(request.build(), BodyHandlers.ofByteArray());
        try {
            // the request's own time-out ends with the headers
            return heard(answer.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return new Unheard(why(e.getCause() instanceof IOException cause ? cause : new IOException(e)));
        } catch (TimeoutException e) {
            return new Unheard(why(new HttpTimeoutException("the body did not end")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unheard("Interrupted.");
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static Heard heard(HttpResponse<byte[]> response) {
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        return new Heard(
                response.statusCode(),
                contentType.startsWith("application/problem+json") ? problem(response.body()) : null,
                response.headers()
                        .firstValue("Date")
                        .flatMap(WebhookCaller::date)
                        .orElse(null),
                response.headers().firstValue("Location").orElse(null),
                response.body());
    }

    private static @Nullable String problem(byte[] body) {
        return JsonFields.parse(body)
                .flatMap(fields -> fields.text("type"))
                .filter(type -> type.startsWith(Problem.TYPES))
                .map(type -> type.substring(Problem.TYPES.length()))
                .orElse(null);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String why(IOException failure) {
        return switch (failure) {
            case HttpConnectTimeoutException e ->
                "No connection came about in time: does a firewall drop it, is the port right, and does it speak TLS if the"
                        + " address says https?";
            case HttpTimeoutException e -> "Nothing was answered in time: look at the proxy and at the service's log.";
            case SSLException e ->
                "TLS failed: the certificate is not for this host, not valid now, or not of an authority that this Java"
                        + " trusts. A gateway would refuse it as well. Or the port does not speak TLS.";
            case ConnectException e ->
                hasUnknownHost(e)
                        ? "The host is not known: look at the name in the address, and at DNS."
                        : "Nobody listens there. The service opens its port only when its topics and schemas are there:"
                                + " look at its log.";
            default -> "The connection broke (" + failure.getClass().getSimpleName() + "): look at the proxy.";
        };
    }

    private static boolean hasUnknownHost(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }
}

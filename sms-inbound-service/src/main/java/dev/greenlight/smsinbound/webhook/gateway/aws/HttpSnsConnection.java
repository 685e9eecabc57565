package dev.greenlight.smsinbound.webhook.gateway.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** Calls SNS over HTTPS, verified by the JDK's trust store. A gateway waits behind it, so it has one deadline for all. */
public final class HttpSnsConnection implements SnsConnection {

    static final int LARGEST = 64 * 1024;

    /** Made when it is needed: it reads the trust store, and many installations have no AWS. */
    private final Supplier<HttpClient> client;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration deadline;

    /**
     * @param deadline from the look-up of the host to the last byte
     */
    public HttpSnsConnection(Duration deadline) {
        this.deadline = deadline;
        this.client = SingletonSupplier.of(() -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(deadline)
                .build());
    }

    @Override
    public byte[] get(URI address) throws IOException {
        Future<byte[]> answer = executor.submit(() -> read(address));
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("SNS did not answer as it should", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for SNS", e);
        } finally {
            answer.cancel(true);
        }
    }

    private byte[] read(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(deadline).build();
        HttpResponse<InputStream> response = client.get().send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("SNS answered " + response.statusCode());
            }
            byte[] bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("SNS answered more than a certificate can be");
            }
            return bytes;
        }
    }
}

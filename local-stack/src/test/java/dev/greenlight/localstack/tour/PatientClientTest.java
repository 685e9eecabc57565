package dev.greenlight.localstack.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatientClientTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    @Test
    void anAnswerThatComesAfterA503IsWaitedFor() {
        answering(request -> request < 3 ? 503 : 200, "0");

        assertThat(send(Duration.ofSeconds(30))).isEqualTo(200);
        assertThat(requests).hasValue(3);
    }

    @Test
    void a503ThatAsksForMoreTimeThanThereIsIsTheAnswer() {
        answering(request -> 503, "60");

        assertThat(send(Duration.ofSeconds(30))).isEqualTo(503);
        assertThat(requests).hasValue(1);
    }

    @Test
    void aRefusalIsNotRepeated() {
        answering(request -> 403, "0");

        assertThat(send(Duration.ofSeconds(30))).isEqualTo(403);
        assertThat(requests).hasValue(1);
    }

    @Test
    void nobodyThereIsAFailureThatNamesTheAddress() {
        server.stop(0);

        assertThatThrownBy(() -> send(Duration.ofSeconds(30)))
                .isInstanceOf(TourFailedException.class)
                .hasMessageContaining("127.0.0.1");
    }

    private int send(Duration patience) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new PatientClient(http, patience)
                .send(HttpRequest.newBuilder(address).build())
                .statusCode();
    }

    private void answering(IntUnaryOperator status, String retryAfter) {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status.applyAsInt(requests.incrementAndGet()), -1);
            exchange.close();
        });
    }
}

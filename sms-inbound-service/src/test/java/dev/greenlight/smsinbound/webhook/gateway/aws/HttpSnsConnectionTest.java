package dev.greenlight.smsinbound.webhook.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpSnsConnectionTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void answerIsWhatIsThere() throws IOException {
        assertThat(get("/bytes/65536", Duration.ofSeconds(20))).hasSize(65_536);
    }

    @Test
    void anythingBut200IsNoAnswer() {
        assertThatIOException().isThrownBy(() -> get("/status/404", Duration.ofSeconds(20)));
        assertThatIOException().isThrownBy(() -> get("/status/204", Duration.ofSeconds(20)));
    }

    @Test
    void redirectIsNotFollowed() {
        assertThatIOException().isThrownBy(() -> get("/status/302", Duration.ofSeconds(20)));
        assertThat(calls).hasValue(1);
    }

    @Test
    void moreThanACertificateIsRefused() {
        assertThatIOException().isThrownBy(() -> get("/bytes/65537", Duration.ofSeconds(20)));
    }

    @Test
    @Timeout(30)
    void answerThatTricklesEndsAtTheDeadline() {
        assertThatIOException().isThrownBy(() -> get("/trickle/1", Duration.ofMillis(200)));
    }

    @Test
    @Timeout(30)
    void nobodyThereIsNoAnswer() {
        server.stop(0);
        assertThatIOException().isThrownBy(() -> get("/bytes/1", Duration.ofSeconds(5)));
    }

    private byte[] get(String path, Duration deadline) throws IOException {
        return new HttpSnsConnection(deadline)
                .get(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        String[] path = exchange.getRequestURI().getPath().split("/");
        int number = Integer.parseInt(path[2]);
        switch (path[1]) {
            case "status" -> {
                exchange.getResponseHeaders().set("Location", "/bytes/1");
                exchange.sendResponseHeaders(number, -1);
            }
            case "bytes" -> {
                exchange.sendResponseHeaders(200, 0); // chunked: it does not say how much comes
                exchange.getResponseBody().write(new byte[number]);
            }
            default -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(number);
                exchange.getResponseBody().flush();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        exchange.close();
    }
}

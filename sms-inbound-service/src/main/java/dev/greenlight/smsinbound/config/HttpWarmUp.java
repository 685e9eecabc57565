package dev.greenlight.smsinbound.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Calls this service for a moment before it says that it is ready: in its first seconds a web server takes many times
 * as long to answer. It asks for the error page, which goes the way of every request, counts nowhere and says nothing.
 */
@Component
final class HttpWarmUp implements ApplicationRunner {

    private static final int MOST_CALLS = 1_000;
    private static final Duration AT_MOST = Duration.ofMillis(1_500);
    private static final Logger log = LoggerFactory.getLogger(HttpWarmUp.class);

    private final ServletWebServerApplicationContext context;

    HttpWarmUp(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var server = context.getWebServer();
        if (server == null) {
            return;
        }
        String address = context.getEnvironment().getProperty("server.address", "127.0.0.1");
        long end = System.nanoTime() + AT_MOST.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(new URI("http", null, address, server.getPort(), "/error", null, null))
                    .timeout(AT_MOST)
                    .build();
            for (int call = 0; call < MOST_CALLS && System.nanoTime() < end; call++) {
                client.send(request, BodyHandlers.discarding());
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            log.info(
                    "Not warmed up over HTTP ({}): the first answers will be slow",
                    e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

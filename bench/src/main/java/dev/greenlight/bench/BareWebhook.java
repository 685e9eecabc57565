package dev.greenlight.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The least that a durable webhook can do: take the body, send it with acks=all, answer. What ours is held against.
 * Once with a key, for only records with keys have an order, and once without: those of a moment go to one partition,
 * and a broker that is alone flushes one file for them instead of one for each partition.
 */
@SpringBootConfiguration
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class
})
@RestController
class BareWebhook {

    static final String TOPIC = "bench.bare-webhook";

    private final KafkaProducer<byte[], byte[]> producer;

    BareWebhook(@Value("${bootstrap.servers}") String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 2),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public static void main(String... arguments) {
        new SpringApplicationBuilder(BareWebhook.class)
                .properties(Map.of(
                        "spring.config.name", "bare-webhook",
                        "spring.threads.virtual.enabled", "true",
                        "server.address", "127.0.0.1",
                        "server.tomcat.max-keep-alive-requests", "10000",
                        "spring.main.banner-mode", "off"))
                .run(arguments);
    }

    @GetMapping("/ready")
    String ready() {
        return "yes";
    }

    @PostMapping("/keyed")
    ResponseEntity<byte[]> keyed(@RequestBody byte[] body) throws InterruptedException, ExecutionException {
        byte[] key = Integer.toString(Arrays.hashCode(body)).getBytes(StandardCharsets.UTF_8);
        return send(new ProducerRecord<>(TOPIC, key, body));
    }

    @PostMapping("/unkeyed")
    ResponseEntity<byte[]> unkeyed(@RequestBody byte[] body) throws InterruptedException, ExecutionException {
        return send(new ProducerRecord<>(TOPIC, body));
    }

    private ResponseEntity<byte[]> send(ProducerRecord<byte[], byte[]> record)
            throws InterruptedException, ExecutionException {
        producer.send(record).get();
        return ResponseEntity.ok().contentType(MediaType.TEXT_XML).body("<Response/>".getBytes(StandardCharsets.UTF_8));
    }
}

package dev.greenlight.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A registry with the Confluent Schema Registry API: Confluent's own, Apicurio's, Karapace or Redpanda.
 *
 * <p>Source of the calls: Confluent Schema Registry API reference, resources subjects, schemas and config.
 */
public final class SchemaRegistry {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String baseUrl;
    private final @Nullable String userInfo;
    private final HttpClient http;

    /**
     * @param baseUrl such as {@code http://localhost:8081} or {@code http://localhost:8080/apis/ccompat/v7}
     * @param userInfo {@code user:password}, or null for a registry that does not ask
     */
    public SchemaRegistry(String baseUrl, @Nullable String userInfo) {
        this(baseUrl, userInfo, null);
    }

    private SchemaRegistry(String baseUrl, @Nullable String userInfo, @Nullable SSLContext tls) {
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        this.userInfo = userInfo;
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN);
        if (tls != null) {
            client.sslContext(tls);
        }
        this.http = client.build();
    }

    /**
     * The registry that clients with these settings use: {@code schema.registry.url}, {@code basic.auth.user.info}, and
     * {@code schema.registry.ssl.} with Kafka's names for the trust store, the key store and their passwords.
     */
    public static SchemaRegistry of(Map<String, ?> settings) {
        Object userInfo = settings.get("basic.auth.user.info");
        return new SchemaRegistry(
                String.valueOf(settings.get("schema.registry.url")),
                userInfo == null ? null : userInfo.toString(),
                RegistryTls.of(settings));
    }

    /**
     * Adds a version to a subject, or finds that it is there already.
     *
     * @return the id of the schema
     * @throws SchemaRegistryException when the registry refuses it, as an incompatible one, or cannot be reached
     */
    public int register(String subject, Schema schema) {
        return post("/subjects/" + encoded(subject) + "/versions", schema)
                .orElseThrow(
                        () -> new SchemaRegistryException("The registry does not know how to register " + subject));
    }

    /** The id under which a subject holds a schema; empty where it does not. */
    public Optional<Integer> idOf(String subject, Schema schema) {
        return post("/subjects/" + encoded(subject), schema);
    }

    /** The schema with an id; empty where the registry has none. */
    public Optional<Schema> schemaOf(long id) {
        return send(request("/schemas/ids/" + id).GET().build())
                .map(answer -> new Schema.Parser().parse(answer.get("schema").asText()));
    }

    /**
     * Sets what a new version of a subject must be compatible with, such as {@code FULL_TRANSITIVE}.
     *
     * @return false where the registry does not take a setting for a subject without schemas, as Apicurio's
     */
    public boolean setCompatibility(String subject, String compatibility) {
        String body =
                JSON.createObjectNode().put("compatibility", compatibility).toString();
        return send(request("/config/" + encoded(subject))
                        .PUT(BodyPublishers.ofString(body))
                        .build())
                .isPresent();
    }

    private Optional<Integer> post(String path, Schema schema) {
        String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
        return send(request(path).POST(BodyPublishers.ofString(body)).build())
                .map(answer -> answer.get("id").asInt());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", MEDIA_TYPE)
                .header("Accept", MEDIA_TYPE + ", application/json");
        if (userInfo != null) {
            String credentials = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + credentials);
        }
        return request;
    }

    private Optional<JsonNode> send(HttpRequest request) {
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SchemaRegistryException("The schema registry at " + baseUrl + " cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaRegistryException("Interrupted while asking the schema registry", e);
        }
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() / 100 != 2) {
            throw new SchemaRegistryException("The schema registry answered " + response.statusCode() + " to "
                    + request.method() + " " + request.uri() + ": " + response.body());
        }
        try {
            return Optional.of(JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException("The schema registry did not answer in JSON", e);
        }
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }
}

package dev.greenlight.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A registry for tests: the part of the Confluent Schema Registry API that clients use, in memory, on a free port of
 * the loopback address. It refuses what is not compatible with every earlier version once a subject says so.
 */
public final class InProcessRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Schema> byId = new ArrayList<>();
    private final Map<String, List<Schema>> subjects = new HashMap<>();
    private final Map<String, String> compatibility = new HashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final @Nullable String userInfo;

    private record Answer(int status, JsonNode body) {}

    public InProcessRegistry() {
        this(null, null);
    }

    private InProcessRegistry(@Nullable String userInfo, @Nullable SSLContext tls) {
        this.userInfo = userInfo;
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            server = tls == null ? HttpServer.create(anyPort, 0) : secured(HttpsServer.create(anyPort, 0), tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * A registry that answers 401 to everybody else.
     *
     * @param userInfo {@code user:password}
     */
    public static InProcessRegistry askingFor(String userInfo) {
        return new InProcessRegistry(userInfo, null);
    }

    /** A registry that is reached by https only. */
    public static InProcessRegistry overTls(TestCertificate certificate) {
        return new InProcessRegistry(null, certificate.serverContext());
    }

    public String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    /** Registers the schemas of every topic, as the prepare command does. */
    public InProcessRegistry registerAll() {
        EventSchemas.register(new SchemaRegistry(url(), userInfo));
        return this;
    }

    /** The compatibility that a subject is held to; NONE until it is set. */
    public synchronized String compatibilityOf(String subject) {
        return compatibility.getOrDefault(subject, "NONE");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            Answer answer = mayAsk(exchange)
                    ? answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getRawPath(),
                            request)
                    : error(401, 401, "Unauthorized");
            byte[] bytes = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static HttpServer secured(HttpsServer server, SSLContext tls) {
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    private boolean mayAsk(HttpExchange exchange) {
        if (userInfo == null) {
            return true;
        }
        String credentials = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
        return ("Basic " + credentials).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private synchronized Answer answer(String method, String path, JsonNode request) {
        String[] parts = path.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = URLDecoder.decode(parts[i], StandardCharsets.UTF_8);
        }
        String call = method + " " + parts[0] + " " + parts.length;
        return switch (call) {
            case "POST subjects 3" -> register(parts[1], schemaIn(request));
            case "POST subjects 2" -> lookUp(parts[1], schemaIn(request));
            case "GET subjects 1" -> new Answer(200, JSON.valueToTree(subjects.keySet()));
            case "GET schemas 3" -> fetch(Integer.parseInt(parts[2]));
            case "PUT config 2" -> {
                compatibility.put(parts[1], request.get("compatibility").asText());
                yield new Answer(200, request);
            }
            default -> error(404, 404, "Not a call this registry knows");
        };
    }

    private Answer register(String subject, Schema schema) {
        List<Schema> versions = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
        if (!versions.contains(schema)) {
            if (!compatibilityOf(subject).equals("NONE") && !isCompatible(schema, versions)) {
                return error(409, 409, "Schema being registered is incompatible with an earlier schema");
            }
            versions.add(schema);
        }
        if (!byId.contains(schema)) {
            byId.add(schema);
        }
        return id(schema);
    }

    private Answer lookUp(String subject, Schema schema) {
        return subjects.getOrDefault(subject, List.of()).contains(schema)
                ? id(schema)
                : error(404, 40403, "Schema not found");
    }

    private Answer fetch(int id) {
        return id >= 1 && id <= byId.size()
                ? new Answer(
                        200,
                        JSON.createObjectNode().put("schema", byId.get(id - 1).toString()))
                : error(404, 40403, "Schema not found");
    }

    private Answer id(Schema schema) {
        return new Answer(200, JSON.createObjectNode().put("id", byId.indexOf(schema) + 1));
    }

    private static boolean isCompatible(Schema schema, List<Schema> versions) {
        try {
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll().validate(schema, versions);
            return true;
        } catch (SchemaValidationException e) {
            return false;
        }
    }

    private static Schema schemaIn(JsonNode request) {
        return new Schema.Parser().parse(request.get("schema").asText());
    }

    private static Answer error(int status, int code, String message) {
        ObjectNode body = JSON.createObjectNode().put("error_code", code).put("message", message);
        return new Answer(status, body);
    }
}

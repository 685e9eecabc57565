package dev.greenlight.verification.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.consent.ConsentServiceApplication;
import dev.greenlight.eligibility.EligibilityServiceApplication;
import dev.greenlight.localstack.ChildJvm;
import dev.greenlight.localstack.LocalBroker;
import dev.greenlight.schemas.command.PrepareCluster;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.registry.SchemaRegistry;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import dev.greenlight.smsinbound.SmsInboundServiceApplication;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All services with a broker that speaks TLS only and asks everybody who they are, set up as docs/running.md says. */
class SecuredClusterIT {

    private static final int PARTITIONS = 2;
    private static final String STORE_PASSWORD = "changeit";
    private static final String KEY = "office-key-of-acme";
    private static final String SECRET = "a-secret-of-the-generic-webhook-of-acme";
    private static final String NUMBER = "+15555550123";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static final List<ChildJvm> SERVICES = new ArrayList<>();
    private static LocalBroker broker;
    private static InProcessRegistry registry;
    private static Path keys;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        keys = makeCertificate();
        broker = LocalBroker.start(folder.resolve("broker"), 0, brokerSecurity());
        registry = new InProcessRegistry();
        new PrepareCluster(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "security.protocol",
                                "SASL_SSL",
                                "ssl.truststore.location",
                                keys.toString(),
                                "ssl.truststore.password",
                                STORE_PASSWORD,
                                "sasl.mechanism",
                                "PLAIN",
                                "sasl.jaas.config",
                                login("services-password")),
                        new SchemaRegistry(registry.url(), null),
                        new Layout(PARTITIONS, (short) 1, 1))
                .run();
    }

    @AfterAll
    static void stop() {
        SERVICES.forEach(ChildJvm::close);
        registry.close();
        broker.close();
    }

    @Test
    void stopPassesThroughAllServices() throws Exception {
        int consent = run(ConsentServiceApplication.class);
        int eligibility = run(EligibilityServiceApplication.class);
        int smsInbound = run(SmsInboundServiceApplication.class);
        for (int port : List.of(consent, eligibility, smsInbound)) {
            await().atMost(SOON)
                    .ignoreException(ConnectException.class)
                    .until(() -> get(port, "/actuator/health/readiness").statusCode() == 200);
        }

        assertThat(text(smsInbound, "STOP").statusCode()).isEqualTo(200);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get(consent, "/v1/tenants/acme/consents/sms/" + NUMBER)
                                .body())
                        .contains("OPTED_OUT"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get(consent, "/v1/tenants/acme/consents/sms/" + NUMBER + "/history")
                                .body())
                        .contains("REVOKED"));
        assertThat(put(consent, "/v1/tenants/acme/customers/c-1", "{\"name\": \"Jo Example\"}")
                        .statusCode())
                .isEqualTo(201);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                get(eligibility, "/v1/tenants/acme/eligibility?address=" + NUMBER.replace("+", "%2B"))
                                        .body())
                        .contains("OPTED_OUT"));
    }

    @Test
    void serviceThatTheBrokerDoesNotKnowDoesNotStart() throws IOException {
        ChildJvm unknown = start(ConsentServiceApplication.class, freePort(), "another-password");

        await().atMost(SOON).until(() -> !unknown.isAlive());
        assertThat(Files.readString(logOf(ConsentServiceApplication.class, "another-password")))
                .contains("Authentication failed")
                .doesNotContain("another-password");
    }

    private static int run(Class<?> service) throws IOException {
        int port = freePort();
        start(service, port, "services-password");
        return port;
    }

    private static ChildJvm start(Class<?> service, int port, String password) {
        ChildJvm child = ChildJvm.start(
                service, logOf(service, password), List.of("-Xmx256m"), arguments(port, password), "Started ");
        SERVICES.addFirst(child);
        return child;
    }

    private static Path logOf(Class<?> service, String password) {
        return folder.resolve(service.getSimpleName() + "-" + password.hashCode() + ".log");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<String> arguments(int port, String password) {
        String key = "--greenlight.security.api-keys[0].";
        return List.of(
                "--server.port=" + port,
                "--greenlight.advertised-address=localhost:" + port,
                "--greenlight.partitions=" + PARTITIONS,
                "--greenlight.instance-id=secured",
                "--greenlight.state-dir=" + folder.resolve("state-" + port),
                "--greenlight.sms-inbound.tenants.acme.numbers=+15555550100",
                "--greenlight.sms-inbound.tenants.acme.generic.secrets=" + SECRET,
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--spring.kafka.security.protocol=SASL_SSL",
                "--spring.kafka.ssl.trust-store-location=" + keys.toUri(),
                "--spring.kafka.ssl.trust-store-password=" + STORE_PASSWORD,
                "--spring.kafka.properties.[sasl.mechanism]=PLAIN",
                "--spring.kafka.properties.[sasl.jaas.config]=" + login(password),
                "--spring.kafka.properties.[schema.registry.url]=" + registry.url(),
                key + "name=front desk",
                key + "sha256=" + sha256(KEY),
                key + "tenant=acme",
                key + "roles[0]=office");
    }

    private static Map<String, String> brokerSecurity() {
        return Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\""
                        + " password=\"brokers-password\" user_broker=\"brokers-password\""
                        + " user_services=\"services-password\";",
                "ssl.keystore.location",
                keys.toString(),
                "ssl.keystore.password",
                STORE_PASSWORD,
                "ssl.truststore.location",
                keys.toString(),
                "ssl.truststore.password",
                STORE_PASSWORD);
    }

    private static String login(String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"services\" password=\""
                + password + "\";";
    }

    /** The broker's key and certificate in one file, which is also what the clients believe. */
    private static Path makeCertificate() throws IOException, InterruptedException {
        Path file = folder.resolve("broker.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=broker",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        STORE_PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return file;
    }

    private static HttpResponse<String> text(int port, String text) throws Exception {
        String seconds = Long.toString(Instant.now().getEpochSecond());
        String body = "{\"id\":\"m-1\",\"from\":\"" + NUMBER + "\",\"to\":\"+15555550100\",\"text\":\"" + text + "\"}";
        return HTTP.send(
                to(port, "/webhooks/generic/acme")
                        .header("Content-Type", "application/json")
                        .header("Greenlight-Timestamp", seconds)
                        .header("Greenlight-Signature", "v1=" + signature(seconds + "." + body))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HTTP.send(to(port, path).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> put(int port, String path, String body) throws Exception {
        return HTTP.send(
                to(port, path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + KEY);
    }

    private static String signature(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

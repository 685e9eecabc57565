package dev.greenlight.localstack.tour;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.localstack.DevCredentials;
import dev.greenlight.localstack.LocalBroker;
import dev.greenlight.localstack.LocalStack;
import dev.greenlight.localstack.StackSettings;
import dev.greenlight.schemas.command.VerifyLedger;
import dev.greenlight.schemas.erasure.LogErasure;
import dev.greenlight.schemas.erasure.LogErasure.Done;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody is forgotten: on every disk there is nothing left that says so much as a number, a name or a word of hers. */
class ErasureIT {

    private static final Path REGISTRY_HOME = Path.of("target", "registry-app");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private static final String NUMBER = "+17755550142";
    private static final String EMAIL = "zelda.quagga@example.org";
    private static final String CUSTOMER = "c-erased";
    private static final String OTHER = "c-other";

    /** What stands nowhere but in what is about her; the number also without its plus, as some gateways write it. */
    private static final List<String> HERS =
            List.of("17755550142", EMAIL, "Zelda Quagga", "Quagga Lane", "told by phone");

    private static final Pattern PARTITION = Pattern.compile("broker/(.+)-([0-9]+)/");

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void nothingThatIsHersIsLeftOnAnyDiskAndTheLedgerStillHolds() throws Exception {
        var stackSettings = StackSettings.onFreePorts(directory, REGISTRY_HOME, 2);
        String bootstrap;
        try (var stack = LocalStack.start(stackSettings)) {
            var settings = TourSettings.of(stack);
            bootstrap = settings.bootstrapServers();
            String admin = stack.credentials().adminKey();
            live(settings, admin);
            assertThat(filesWith(HERS)).as("before the erasure").isNotEmpty();

            assertThat(post(settings.consent(), "/erasures", admin, "{\"customers\": [\"" + CUSTOMER + "\"]}"))
                    .isEqualTo(200);
            isForgotten(settings, admin);
            erase(settings);
            chainHolds(settings, admin);
        }
        overtakeOnDisk();
        assertThat(filesWith(HERS)).as("after the erasure").isEmpty();
    }

    /** All that can be written down about one person. */
    private void live(TourSettings settings, String key) throws Exception {
        put(settings, key, CUSTOMER, NUMBER, EMAIL);
        put(settings, key, OTHER, "+17755550143", "other@example.org");
        try (var patient = HttpClient.newHttpClient()) {
            var twilio = new TwilioSender(settings, new PatientClient(patient, settings.patience()));
            for (String text : List.of("START", "Zelda Quagga here, see you on Quagga Lane", "STOP", "START")) {
                assertThat(twilio.deliver(twilio.text(NUMBER, text)).status()).isEqualTo(200);
            }
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(eligibility(settings, key)).contains("\"eligible\":true"));
        assertThat(post(
                        settings.consent(),
                        "/consents/sms/%2B17755550142/opt-outs",
                        key,
                        "{\"means\": \"CALL\", \"evidence\": \"told by phone\"}"))
                .isEqualTo(200);
        assertThat(send(
                                "PUT",
                                settings.consent(),
                                "/email-suppressions/" + EMAIL,
                                key,
                                "{\"reason\": \"MANUAL_UNSUBSCRIBE\", \"note\": \"told by phone\"}")
                        .statusCode())
                .isBetween(200, 201);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(eligibility(settings, key)).contains("\"eligible\":false"));
    }

    private void isForgotten(TourSettings settings, String key) throws Exception {
        assertThat(get(settings.consent(), "/customers/" + CUSTOMER, key).statusCode())
                .isEqualTo(404);
        assertThat(get(settings.consent(), "/consents/sms/%2B17755550142", key).body())
                .contains("OPTED_OUT");
        assertThat(customer(settings, key, "c-again", NUMBER, "again@example.org")
                        .statusCode())
                .as("nobody brings her back")
                .isEqualTo(409);
        assertThat(post(
                        settings.consent(),
                        "/consents/sms/%2B17755550142/opt-in-requests",
                        key,
                        "{\"source\": \"OFFICE\"}"))
                .isEqualTo(409);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(eligibility(settings, key)).doesNotContain(CUSTOMER));
    }

    /** Services may write for a moment what follows from the erasure: as it would be in a night, but in seconds. */
    private void erase(TourSettings settings) {
        var connection =
                Map.of("bootstrap.servers", settings.bootstrapServers(), "schema.registry.url", settings.registryUrl());
        List<Done> runs = new ArrayList<>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            runs.add(new LogErasure(connection, SETTLE).run(Instant.now()));
            assertThat(runs.stream().mapToInt(Done::customers).sum()).isEqualTo(1);
            assertThat(runs.stream().mapToInt(Done::addresses).sum()).isBetween(2, 3);
            assertThat(runs.stream().mapToInt(Done::kept).sum())
                    .as(
                            "three texts with a meaning, an opt-out, an unsubscription, two erasures and what was asked after one")
                    .isEqualTo(8);
        });
        assertThat(new LogErasure(connection, SETTLE).run(Instant.now())).isEqualTo(new Done(0, 0, 0, 0));
    }

    private void chainHolds(TourSettings settings, String key) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            String history = get(settings.consent(), "/consents/sms/%2B17755550142/history/export", key)
                    .body();
            assertThat(history).contains("\"rule\":\"erasure\"").doesNotContain("17755550142");
            Path export = Files.writeString(directory.resolve("export.ndjson"), history);
            assertThat(VerifyLedger.run(List.of(export.toString()), System.out, System.err))
                    .isZero();
        });
    }

    /** What a week of traffic does to a log, at once: other records follow, and what has a tombstone is cleaned away. */
    private void overtakeOnDisk() throws Exception {
        var quick = Map.of(
                "log.cleaner.backoff.ms",
                "50",
                "log.retention.check.interval.ms",
                "100",
                "log.initial.task.delay.ms",
                "0");
        try (var broker = LocalBroker.start(directory.resolve("broker"), 0, quick);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", (Object) broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            hurry(admin, ours(admin));
            var oftenEnough = await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    // files go while they are looked for
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class);
            oftenEnough.untilAsserted(() -> {
                List<String> left = filesWith(HERS);
                // where nothing is left nothing follows: the cleaner takes the partition with the most news first
                left.stream()
                        .map(PARTITION::matcher)
                        .filter(Matcher::find)
                        .forEach(file -> producer.send(new ProducerRecord<>(
                                file.group(1), Integer.valueOf(file.group(2)), "filler".getBytes(UTF_8), null)));
                producer.flush();
                assertThat(left).isEmpty();
            });
        }
    }

    private static Collection<TopicDescription> ours(Admin admin) throws ExecutionException, InterruptedException {
        List<String> names = admin.listTopics().names().get().stream()
                .filter(name -> !name.startsWith("__"))
                .toList();
        return admin.describeTopics(names).allTopicNames().get().values();
    }

    private static void hurry(Admin admin, Collection<TopicDescription> topics)
            throws ExecutionException, InterruptedException {
        var settings = Map.of(
                TopicConfig.SEGMENT_MS_CONFIG, "100",
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "100",
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0",
                TopicConfig.DELETE_RETENTION_MS_CONFIG, "0",
                TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "0",
                // of the topics that are not compacted, after an hour and after three weeks otherwise
                TopicConfig.RETENTION_MS_CONFIG, "1000");
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(topics.stream()
                        .collect(Collectors.toMap(
                                topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                                topic -> (Collection<AlterConfigOp>) changes)))
                .all()
                .get();
    }

    /** Files of the broker, of the registry and of every service's state that hold one of the texts. */
    private List<String> filesWith(List<String> texts) {
        List<byte[]> wanted = texts.stream().map(text -> text.getBytes(UTF_8)).toList();
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, wanted))
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Index files are as large as can be and hold no text. */
    private static boolean holds(Path file, List<byte[]> wanted) {
        if (file.toString().endsWith("index")) {
            return false;
        }
        try {
            String content = new String(Files.readAllBytes(file), ISO_8859_1);
            return wanted.stream().anyMatch(text -> content.contains(new String(text, ISO_8859_1)));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(TourSettings settings, String key, String id, String number, String email) throws Exception {
        assertThat(customer(settings, key, id, number, email).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> customer(TourSettings settings, String key, String id, String number, String email)
            throws Exception {
        String name = id.equals(OTHER) ? "Other" : "Zelda Quagga";
        String street = id.equals(OTHER) ? "1 Main St" : "1 Quagga Lane";
        return send("PUT", settings.consent(), "/customers/" + id, key, """
                {"name": "%s", "address": {"street": "%s", "city": "Reno", "state": "NV", "zip": "89501"},
                 "contactMethods": [{"type": "MOBILE", "value": "%s"}, {"type": "EMAIL", "value": "%s"}]}
                """.formatted(name, street, number, email));
    }

    private String eligibility(TourSettings settings, String key) throws Exception {
        return get(settings.eligibility(), "/eligibility?audience=sms-marketing&address=%2B17755550142", key)
                .body();
    }

    private int post(URI service, String path, String key, String body) throws Exception {
        return send("POST", service, path, key, body).statusCode();
    }

    private HttpResponse<String> get(URI service, String path, String key) throws IOException, InterruptedException {
        return send("GET", service, path, key, "");
    }

    private HttpResponse<String> send(String method, URI service, String path, String key, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(service + "/v1/tenants/" + DevCredentials.TENANT + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}

package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.mapping.LedgerLinks;
import dev.greenlight.consent.mapping.Pseudonyms;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** One lane in a test driver, with a registry beside it. */
final class TopologyFixture implements AutoCloseable {

    static final Pseudonyms PSEUDONYMS = Pseudonyms.withKey("a5".repeat(32));

    private static final InProcessRegistry REGISTRY = new InProcessRegistry().registerAll();

    private final Map<String, String> serdeSettings = Map.of(EventSerde.REGISTRY_URL, REGISTRY.url());
    private final Topology topology;
    private final TopologyTestDriver driver;

    private TopologyFixture(BiConsumer<ConsentTopology, StreamsBuilder> lane) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "consent-service");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, newStateDirectory().toString());
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)));
        lane.accept(new ConsentTopology(serdeSettings, LedgerLinks.withKey("5a".repeat(32)), PSEUDONYMS), builder);
        topology = builder.build();
        driver = new TopologyTestDriver(topology, settings);
    }

    static TopologyFixture keywordLane() {
        return new TopologyFixture(ConsentTopology::addKeywordLane);
    }

    static TopologyFixture officeLane() {
        return new TopologyFixture(ConsentTopology::addOfficeLane);
    }

    TopologyTestDriver driver() {
        return driver;
    }

    String describe() {
        return topology.describe().toString();
    }

    <T extends SpecificRecord> TestInputTopic<String, T> input(EventTopic<T> topic) {
        return driver.createInputTopic(
                topic.name(),
                Serdes.String().serializer(),
                EventSerde.<T>configured(serdeSettings).serializer());
    }

    <T extends SpecificRecord> TestOutputTopic<String, T> output(EventTopic<T> topic) {
        return driver.createOutputTopic(
                topic.name(),
                FactKeys.strings().deserializer(),
                EventSerde.<T>configured(serdeSettings).deserializer());
    }

    <T extends SpecificRecord> TestInputTopic<String, T> input(PrivateTopic topic, Class<T> type) {
        return driver.createInputTopic(
                topic.name(), Serdes.String().serializer(), StateSerde.of(type).serializer());
    }

    <T extends SpecificRecord> TestOutputTopic<String, T> output(PrivateTopic topic, Class<T> type) {
        return driver.createOutputTopic(
                topic.name(),
                FactKeys.strings().deserializer(),
                StateSerde.of(type).deserializer());
    }

    /** Tells the lane what a company has chosen, since ever. */
    void choose(String tenant, Choices choices) {
        var chosen = new TenantSettings(1L, choices, List.of(), Instant.EPOCH, "front desk", List.of());
        input(PrivateTopic.SETTINGS_BROADCAST, StoredTenantSettings.class)
                .pipeInput(tenant, SettingsMapper.toStored(tenant, chosen));
    }

    TestOutputTopic<String, StoredCommandOutcome> outcomes() {
        return output(PrivateTopic.COMMAND_OUTCOME, StoredCommandOutcome.class);
    }

    /** A command whose sender waits for the outcome. */
    static <T> TestRecord<String, T> awaited(String key, T command) {
        return new TestRecord<>(key, command, new RecordHeaders().add(CommandHeaders.CORRELATION_ID, new byte[] {1}));
    }

    /** A reviewed description under {@code src/test/resources/topology}. */
    static String reviewed(String file) {
        try (var approved = Objects.requireNonNull(
                TopologyFixture.class.getResourceAsStream("/topology/" + file), "no reviewed shape " + file)) {
            return new String(approved.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }

    private static Path newStateDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "streams")), "state");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

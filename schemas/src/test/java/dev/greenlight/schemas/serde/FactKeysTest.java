package dev.greenlight.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactKeysTest {

    private static final String TOPIC = "facts";
    private static final String KEY = "acme:+15555550123";
    private static final int PARTITIONS = 12;

    private final Serde<String> keys = FactKeys.strings();
    private final FactKeys.Partitioning partitioning = new FactKeys.Partitioning();

    @Test
    void everyFactHasAKeyOfItsOwnAndReadersSeeTheKeyOnly() {
        Set<String> written = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = keys.serializer().serialize(TOPIC, KEY);
            written.add(new String(bytes, StandardCharsets.UTF_8));
            assertThat(keys.deserializer().deserialize(TOPIC, bytes)).isEqualTo(KEY);
        }

        assertThat(written).hasSize(1_000).allMatch(key -> key.matches("acme:\\+15555550123 [A-Za-z0-9_-]{11}"));
    }

    @Test
    void aKeyWithoutAMarkIsReadAsItStands() {
        for (String key : List.of(KEY, "", "a", "acme", "acme:ann.example-with-a-long-name@example.com")) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            assertThat(keys.deserializer().deserialize(TOPIC, bytes)).isEqualTo(key);
        }
        assertThat(keys.deserializer().deserialize(TOPIC, null)).isNull();
        assertThat(keys.serializer().serialize(TOPIC, null)).isNull();
    }

    @Test
    void factsLieWhereKafkaPutsTheStateOfTheirKey() {
        for (int i = 0; i < 1_000; i++) {
            String key = "acme:+1555555" + i;
            byte[] plain = Serdes.String().serializer().serialize(TOPIC, key);
            byte[] marked = keys.serializer().serialize(TOPIC, key);
            int expected = Utils.toPositive(Utils.murmur2(plain)) % PARTITIONS;

            assertThat(partitionOf(marked)).isEqualTo(expected);
            assertThat(partitionOf(plain)).isEqualTo(expected);
        }
    }

    @Test
    void aDeadLetterWithoutAKeyHasAPartitionToo() {
        assertThat(partitionOf(null)).isBetween(0, PARTITIONS - 1);
    }

    private int partitionOf(byte @Nullable [] key) {
        return partitioning.partition(TOPIC, null, key, null, null, cluster());
    }

    private static Cluster cluster() {
        var node = new Node(0, "localhost", 9092);
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new PartitionInfo(TOPIC, partition, node, new Node[] {node}, new Node[] {node}))
                .toList();
        return new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
    }
}

package dev.greenlight.eligibility.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.Test;

/** Fails on every change of shape, so that nobody orphans a deployed store by accident. */
class TopologyShapeTest {

    private static final Path APPROVED = Path.of("src/test/resources/topology");

    @Test
    void audienceLaneHasTheReviewedShape() throws IOException {
        assertShape("audience-lane.txt", EligibilityTopology::addAudienceLane);
    }

    @Test
    void customerLaneHasTheReviewedShape() throws IOException {
        assertShape("customer-lane.txt", EligibilityTopology::addCustomerLane);
    }

    private static void assertShape(String file, BiConsumer<EligibilityTopology, StreamsBuilder> lane)
            throws IOException {
        var lanes = new EligibilityTopology(Map.of("schema.registry.url", "http://nowhere"));
        assertThat(EligibilityLanes.topology(lanes, lane).describe().toString())
                .isEqualToNormalizingNewlines(Files.readString(APPROVED.resolve(file)));
    }
}

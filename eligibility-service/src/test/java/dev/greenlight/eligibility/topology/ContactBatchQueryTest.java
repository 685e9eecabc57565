package dev.greenlight.eligibility.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.ExampleFacts;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ContactBatchQueryTest {

    private static final HostInfo OTHER = new HostInfo("there", 8085);
    private static final ContactKey KEY = new ContactKey("acme", "+12125550100");

    private final LaneOnPaper lane = new LaneOnPaper();

    @Test
    void whatIsKeptHereIsFound() {
        ContactFacts facts = ExampleFacts.of(ConsentStatus.OPTED_IN, ExampleFacts.ALLOWED);
        lane.know(KEY, facts);

        assertThat(find(KEY))
                .isInstanceOfSatisfying(
                        ContactAnswer.Found.class,
                        found -> assertThat(found.contact().facts()).isEqualTo(facts));
    }

    @Test
    void whatNobodyKnowsIsFoundEmpty() {
        assertThat(find(KEY))
                .isInstanceOfSatisfying(
                        ContactAnswer.Found.class,
                        found -> assertThat(found.contact().isEmpty()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "RUNNING")
    void nothingIsSaidUnlessTheLaneRuns(KafkaStreams.State state) {
        lane.enter(state);

        assertThat(lane.query().begin(KEY.tenant())).isEmpty();
    }

    @Test
    void nothingIsSaidWhileAPartitionIsOnItsWay() {
        lane.move(Map.of(LaneOnPaper.SELF, Set.of(0, 1, 2)));

        assertThat(lane.query().begin(KEY.tenant())).isEmpty();
    }

    @Test
    void aStoreThatIsGoneSaysNothing() {
        lane.loseStores();

        assertThat(find(KEY)).isInstanceOf(ContactAnswer.NotNow.class);
    }

    @Test
    void eachContactIsLookedForWhereItsRecordsGo() {
        lane.move(Map.of(LaneOnPaper.SELF, Set.of(0, 2), OTHER, Set.of(1, 3)));
        for (int i = 0; i < 200; i++) {
            var key = new ContactKey("acme", "+1212555" + (1_000 + i));
            byte[] bytes = KeySerdes.contact().serializer().serialize("", key);
            boolean here = BuiltInPartitioner.partitionForKey(bytes, LaneOnPaper.PARTITIONS) % 2 == 0;

            assertThat(find(key)).isInstanceOf(here ? ContactAnswer.Found.class : ContactAnswer.KeptElsewhere.class);
        }
    }

    private ContactAnswer find(ContactKey key) {
        return lane.query().begin(key.tenant()).orElseThrow().find(key.address());
    }
}

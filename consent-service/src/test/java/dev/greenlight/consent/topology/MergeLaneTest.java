package dev.greenlight.consent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import dev.greenlight.consent.domain.customer.MergeStep.Begin;
import dev.greenlight.consent.mapping.CustomerMapper;
import dev.greenlight.consent.mapping.MergeMapper;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.consent.stored.StoredOutcome;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A merge on its way through the office lane, from one key to the other and back. */
class MergeLaneTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] CORRELATION = {7};

    private TopologyFixture fixture;
    private TestInputTopic<String, StoredCustomerCommand> commands;
    private TestOutputTopic<String, CustomerState> states;
    private TestOutputTopic<String, StoredCommandOutcome> outcomes;

    @BeforeEach
    void start() {
        fixture = TopologyFixture.officeLane();
        commands = fixture.input(PrivateTopic.CUSTOMER_COMMAND, StoredCustomerCommand.class);
        states = fixture.output(EventTopic.CUSTOMER_STATE);
        outcomes = fixture.outcomes();
        create("old", false);
        create("new", true);
        states.readValuesToList();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void survivorIsPublishedBeforeTheRecordThatGoes() {
        merge("old", "new", "m1");

        List<KeyValue<String, CustomerState>> published = states.readKeyValuesToList();
        assertThat(published).extracting(state -> state.key).containsExactly("acme:new", "acme:old");
        CustomerState survivor = published.getFirst().value;
        assertThat(survivor.getContactMethods())
                .extracting(ContactMethod::getMarketingUpdates)
                .containsExactly(false);
        assertThat(survivor.getActive()).isTrue();
        assertThat(survivor.getMergedToId()).isNull();
        CustomerState gone = published.getLast().value;
        assertThat(gone.getActive()).isFalse();
        assertThat(gone.getMergedToId()).isEqualTo("new");
        assertThat(gone.getRevision()).isEqualTo(2);
    }

    @Test
    void requestIsAnsweredOnceWithTheRecordThatWent() {
        merge("old", "new", "m1");

        var answers = outcomes.readRecordsToList();
        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst().key()).isEqualTo("acme:old");
        assertThat(answers.getFirst()
                        .headers()
                        .lastHeader(CommandHeaders.CORRELATION_ID)
                        .value())
                .isEqualTo(CORRELATION);
        StoredCommandOutcome outcome = answers.getFirst().value();
        assertThat(outcome.getOutcome()).isEqualTo(StoredOutcome.UPDATED);
        assertThat(Objects.requireNonNull(outcome.getCustomer()).getActive()).isFalse();
    }

    @Test
    void refusedMergeIsAnsweredAndPublishesNothing() {
        merge("old", "nobody", "m1");
        merge("old", "old", "m2");
        merge("nobody", "old", "m3");

        assertThat(outcomes.readValuesToList())
                .extracting(StoredCommandOutcome::getOutcome)
                .containsExactly(
                        StoredOutcome.SURVIVOR_NOT_FOUND, StoredOutcome.SURVIVOR_NOT_USABLE, StoredOutcome.NOT_FOUND);
        assertThat(states.isEmpty()).isTrue();
    }

    @Test
    void repeatedRequestIsAnsweredAndPublishesNothing() {
        merge("old", "new", "m1");
        states.readValuesToList();
        merge("old", "new", "m1");

        assertThat(outcomes.readValuesToList())
                .extracting(StoredCommandOutcome::getOutcome)
                .containsExactly(StoredOutcome.UPDATED, StoredOutcome.REPEATED);
        assertThat(states.isEmpty()).isTrue();
    }

    @Test
    void mergedRecordTakesNoChange() {
        merge("old", "new", "m1");
        states.readValuesToList();
        create("old", true);

        assertThat(states.isEmpty()).isTrue();
    }

    private void merge(String customerId, String into, String commandId) {
        var command = MergeMapper.toStored("acme", customerId, new Begin(commandId, null, NOON, "office", into));
        var headers = new RecordHeaders().add(CommandHeaders.CORRELATION_ID, CORRELATION);
        commands.pipeInput(new TestRecord<>("acme:" + customerId, command, headers));
    }

    private void create(String customerId, boolean marketingUpdates) {
        var method = new RequestedContactMethod(null, ContactMethodType.MOBILE, "+15555550123", marketingUpdates, null);
        var fields = new Fields(
                "Ann", null, null, null, false, null, null, null, null, List.of(method), null, false, null, false);
        var command =
                new CustomerCommand("put-" + customerId + marketingUpdates, Kind.REPLACE, null, NOON, "office", fields);
        commands.pipeInput("acme:" + customerId, CustomerMapper.toStored("acme", customerId, command));
    }
}

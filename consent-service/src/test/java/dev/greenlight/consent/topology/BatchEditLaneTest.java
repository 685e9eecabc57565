package dev.greenlight.consent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import dev.greenlight.consent.domain.customer.MergeStep;
import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.domain.edit.BatchEdit.Phase;
import dev.greenlight.consent.domain.edit.BatchEdit.State;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Begin;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Proceed;
import dev.greenlight.consent.domain.edit.EditCounts;
import dev.greenlight.consent.domain.edit.Preference;
import dev.greenlight.consent.domain.edit.Selection;
import dev.greenlight.consent.mapping.BatchEditMapper;
import dev.greenlight.consent.mapping.CustomerMapper;
import dev.greenlight.consent.mapping.MergeMapper;
import dev.greenlight.consent.mapping.OutcomeMapper;
import dev.greenlight.consent.stored.StoredBatchEdit;
import dev.greenlight.consent.stored.StoredBatchEditCommand;
import dev.greenlight.consent.stored.StoredBatchEditStep;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredCustomer;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batch edits on their way through the office lane: preview, apply, undo. */
class BatchEditLaneTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<Preference> JOBS_BY_EMAIL = Set.of(Preference.EMAIL_JOB_NOTIFICATIONS);
    private static final String MOBILE = "+14155550123";
    private static final String EMAIL = "ann@example.com";

    private TopologyFixture fixture;
    private TestInputTopic<String, StoredCustomerCommand> customers;
    private TestInputTopic<String, StoredBatchEditCommand> edits;
    private TestOutputTopic<String, CustomerState> states;
    private TestOutputTopic<String, StoredCommandOutcome> outcomes;
    private long minute;

    @BeforeEach
    void start() {
        fixture = TopologyFixture.officeLane();
        customers = fixture.input(PrivateTopic.CUSTOMER_COMMAND, StoredCustomerCommand.class);
        edits = fixture.input(PrivateTopic.BATCH_EDIT_COMMAND, StoredBatchEditCommand.class);
        states = fixture.output(EventTopic.CUSTOMER_STATE);
        outcomes = fixture.outcomes();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void previewCountsWhatEachLosesAndChangesNobody() {
        create("c-1", "VIP");
        create("c-2");
        states.readRecordsToList();

        begin("e-1", new Selection(List.of(), null, null, List.of("VIP")), JOBS_BY_EMAIL);

        assertThat(edit("e-1").state()).isEqualTo(State.PREVIEWED);
        assertThat(counts("e-1", Phase.PREVIEW))
                .isEqualTo(new EditCounts(
                        1,
                        1,
                        0,
                        0,
                        Map.of(
                                Preference.MOBILE_MARKETING_UPDATES, 1L,
                                Preference.MOBILE_JOB_NOTIFICATIONS, 1L,
                                Preference.EMAIL_MARKETING_UPDATES, 1L),
                        Map.of()));
        assertThat(states.isEmpty()).isTrue();
    }

    @Test
    void applyReplacesThePreferencesOfThoseSelectedAndOfNobodyElse() {
        create("c-1");
        create("c-2");
        createOf("other", "c-1");
        states.readRecordsToList();

        begin("e-1", new Selection(List.of("c-2", "nobody"), null, null, List.of()), JOBS_BY_EMAIL);
        proceed("e-1", Phase.APPLY);

        List<TestRecord<String, CustomerState>> published = states.readRecordsToList();
        assertThat(published).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("acme:c-2");
            assertThat(EventHeaders.isBulk(record.headers())).isTrue();
            assertThat(record.value().getRevision()).isEqualTo(2);
            assertThat(record.value().getChangedBy()).isEqualTo("front desk, batch edit e-1");
            assertThat(preferences(record.value())).containsExactly("--", "-j");
        });
        assertThat(counts("e-1", Phase.APPLY).selected()).isEqualTo(1);
        assertThat(edit("e-1").state()).isEqualTo(State.APPLIED);
    }

    @Test
    void undoRestoresWhatTheEditChanged() {
        create("c-1");
        begin("e-1", Selection.EVERYBODY, JOBS_BY_EMAIL);
        proceed("e-1", Phase.APPLY);
        proceed("e-1", Phase.UNDO);

        CustomerState after = lastState();
        assertThat(preferences(after)).containsExactly("mj", "mj");
        assertThat(after.getChangedBy()).isEqualTo("front desk, undo of batch edit e-1");
        assertThat(edit("e-1").state()).isEqualTo(State.UNDONE);
        assertThat(counts("e-1", Phase.UNDO))
                .returns(1L, EditCounts::changed)
                .returns(0L, EditCounts::kept)
                .returns(Map.of(), EditCounts::lost);
    }

    @Test
    void whatIsSaidSinceStaysEvenIfItIsWhatTheEditHadMade() {
        create("c-1");
        begin("e-1", Selection.EVERYBODY, Set.of());
        proceed("e-1", Phase.APPLY);
        assertThat(preferences(lastState())).containsExactly("--", "--");
        // "no marketing by text", which the edit has turned off already: nothing changes, and yet it was said
        assertThat(change("c-1", Kind.MERGE, mobile(false, null), email(null, null)))
                .isEqualTo(CommandOutcome.UNCHANGED);

        proceed("e-1", Phase.UNDO);

        assertThat(preferences(lastState())).containsExactly("-j", "mj");
        assertThat(counts("e-1", Phase.UNDO)).returns(1L, EditCounts::changed).returns(1L, EditCounts::kept);
    }

    @Test
    void changesOfOtherFieldsSinceAreKeptAndDoNotHinderTheUndo() {
        create("c-1");
        begin("e-1", Selection.EVERYBODY, Set.of());
        proceed("e-1", Phase.APPLY);
        rename("c-1", "Ann Lee-Smith");

        proceed("e-1", Phase.UNDO);

        CustomerState after = lastState();
        assertThat(after.getName()).isEqualTo("Ann Lee-Smith");
        assertThat(preferences(after)).containsExactly("mj", "mj");
    }

    @Test
    void anotherNumberUnderTheSameIdGetsNothingBack() {
        create("c-1");
        begin("e-1", Selection.EVERYBODY, Set.of());
        proceed("e-1", Phase.APPLY);
        change(
                "c-1",
                Kind.MERGE,
                new RequestedContactMethod("contact-1", ContactMethodType.MOBILE, "+14155550199", null, null),
                email(null, null));

        proceed("e-1", Phase.UNDO);

        assertThat(preferences(lastState())).containsExactly("--", "mj");
    }

    @Test
    void ofTwoEditsOfACustomerOnlyTheNewestIsUndone() {
        create("c-1");
        begin("e-1", Selection.EVERYBODY, JOBS_BY_EMAIL);
        proceed("e-1", Phase.APPLY);
        begin("e-2", Selection.EVERYBODY, JOBS_BY_EMAIL); // wants what the first has made
        proceed("e-2", Phase.APPLY);
        states.readRecordsToList();

        proceed("e-1", Phase.UNDO);

        assertThat(states.isEmpty()).isTrue();
        assertThat(counts("e-1", Phase.UNDO).selected()).isZero();
    }

    @Test
    void aMergedRecordIsRefusedAndItsSurvivorGetsNothingBack() {
        create("old");
        create("new");
        begin("e-1", Selection.EVERYBODY, Set.of());
        proceed("e-1", Phase.APPLY);
        customers.pipeInput(
                "acme:old",
                MergeMapper.toStored("acme", "old", new MergeStep.Begin("m-1", null, NOON, "front desk", "new")));
        states.readRecordsToList();

        proceed("e-1", Phase.UNDO);
        begin("e-2", Selection.EVERYBODY, JOBS_BY_EMAIL);

        assertThat(states.isEmpty()).isTrue();
        assertThat(counts("e-1", Phase.UNDO))
                .returns(1L, EditCounts::refused)
                .returns(0L, EditCounts::changed)
                .returns(1L, EditCounts::kept);
        assertThat(counts("e-2", Phase.PREVIEW)).returns(1L, EditCounts::refused);
    }

    @Test
    void meetsEveryCustomerOnceHoweverManySteps() {
        int many = 2 * BatchEditStepProcessor.CUSTOMERS_OF_A_STEP + 1;
        create("c-0");
        // one after the other through the driver, which commits each of them, would take half a minute
        KeyValueStore<String, StoredCustomer> records =
                fixture.driver().getKeyValueStore(ConsentTopology.CUSTOMER_STORE);
        IntStream.range(1, many).forEach(number -> records.put("acme:c-" + number, records.get("acme:c-0")));
        states.readRecordsToList();

        begin("e-1", Selection.EVERYBODY, JOBS_BY_EMAIL);
        proceed("e-1", Phase.APPLY);

        assertThat(states.readRecordsToList()).hasSize(many);
        assertThat(counts("e-1", Phase.PREVIEW).changed()).isEqualTo(many);
        assertThat(counts("e-1", Phase.APPLY).changed()).isEqualTo(many);

        proceed("e-1", Phase.UNDO);
        assertThat(states.readRecordsToList())
                .hasSize(many)
                .allSatisfy(record -> assertThat(preferences(record.value())).containsExactly("mj", "mj"));
        assertThat(edit("e-1").state()).isEqualTo(State.UNDONE);
    }

    @Test
    void customersWhoChangeAfterThePreviewAreTakenAsTheyAreAtTheirTurn() {
        create("c-1");
        begin("e-1", Selection.EVERYBODY, JOBS_BY_EMAIL);
        change("c-1", Kind.MERGE, mobile(false, false), email(false, true));
        create("c-2");

        proceed("e-1", Phase.APPLY);

        assertThat(counts("e-1", Phase.PREVIEW)).returns(1L, EditCounts::changed);
        assertThat(counts("e-1", Phase.APPLY)).returns(2L, EditCounts::selected).returns(1L, EditCounts::changed);
    }

    @Test
    void aRequestThatIsRepeatedOrOutOfOrderStartsNothing() {
        assertThat(proceed("e-1", Phase.APPLY)).isEqualTo(CommandOutcome.NOT_FOUND);
        create("c-1");
        begin("e-1", Selection.EVERYBODY, JOBS_BY_EMAIL);
        assertThat(begin("e-1", Selection.EVERYBODY, Set.of())).isEqualTo(CommandOutcome.REPEATED);
        assertThat(proceed("e-1", Phase.UNDO)).isEqualTo(CommandOutcome.REFUSED);
        proceed("e-1", Phase.APPLY);
        states.readRecordsToList();

        assertThat(proceed("e-1", Phase.APPLY)).isEqualTo(CommandOutcome.UNCHANGED);

        assertThat(states.isEmpty()).isTrue();
    }

    @Test
    void editsOfACompanyAreListedTheNewestFirstAndThoseOfOthersAreNot() {
        begin("e-2", Selection.EVERYBODY, JOBS_BY_EMAIL);
        begin("e-1", Selection.EVERYBODY, JOBS_BY_EMAIL);

        KeyValueStore<String, StoredBatchEdit> stored =
                fixture.driver().getKeyValueStore(ConsentTopology.BATCH_EDIT_STORE);
        assertThat(CompanyEdits.newest(stored, "acme", 5))
                .extracting(BatchEditQueries.KnownEdit::editId)
                .containsExactly("e-1", "e-2");
        assertThat(CompanyEdits.newest(stored, "acme", 1)).hasSize(1);
        assertThat(CompanyEdits.newest(stored, "bolt", 5)).isEmpty();
        assertThat(CompanyEdits.anotherUnderWay(stored, "acme", "acme:e-3")).isFalse();
    }

    @Test
    void whileAnEditIsUnderWayAnotherOneIsRefused() {
        var preview = new BatchEdit.Run(Phase.PREVIEW, NOON, "front desk", Map.of());
        var underWay = new BatchEdit(Selection.EVERYBODY, Set.of(), 1, List.of(preview));
        KeyValueStore<String, StoredBatchEdit> stored =
                fixture.driver().getKeyValueStore(ConsentTopology.BATCH_EDIT_STORE);
        stored.put("bolt:e-0", BatchEditMapper.toStored(underWay));
        assertThat(begin("e-1", Selection.EVERYBODY, JOBS_BY_EMAIL))
                .as("of another company")
                .isEqualTo(CommandOutcome.CREATED);

        stored.put("acme:e-0", BatchEditMapper.toStored(underWay));
        assertThat(begin("e-2", Selection.EVERYBODY, JOBS_BY_EMAIL)).isEqualTo(CommandOutcome.REFUSED);
        assertThat(proceed("e-1", Phase.APPLY)).isEqualTo(CommandOutcome.REFUSED);
    }

    @Test
    void everyStepIsMarkedAsBulk() {
        create("c-1");
        begin("e-1", Selection.EVERYBODY, JOBS_BY_EMAIL);

        assertThat(fixture.output(PrivateTopic.BATCH_EDIT_STEP, StoredBatchEditStep.class)
                        .readRecordsToList())
                .isNotEmpty()
                .allSatisfy(
                        step -> assertThat(EventHeaders.isBulk(step.headers())).isTrue());
    }

    private CommandOutcome begin(String editId, Selection selection, Set<Preference> on) {
        var begin = new Begin("begin " + editId, now(), "front desk", selection, on, 1);
        return ask(editId, BatchEditMapper.toStored("acme", editId, begin));
    }

    private CommandOutcome proceed(String editId, Phase phase) {
        var proceed = new Proceed(phase + " " + editId, now(), "front desk", phase);
        return ask(editId, BatchEditMapper.toStored("acme", editId, proceed));
    }

    private CommandOutcome ask(String editId, StoredBatchEditCommand command) {
        edits.pipeInput(TopologyFixture.awaited("acme", command));
        return OutcomeMapper.fromStored(outcomes.readValue().getOutcome());
    }

    private BatchEdit edit(String editId) {
        StoredBatchEdit stored = fixture.driver()
                .<String, StoredBatchEdit>getKeyValueStore(ConsentTopology.BATCH_EDIT_STORE)
                .get("acme:" + editId);
        return Objects.requireNonNull(BatchEditMapper.fromStored(stored));
    }

    private EditCounts counts(String editId, Phase phase) {
        return Objects.requireNonNull(edit(editId).run(phase)).counts();
    }

    private void create(String customerId, String... tags) {
        createOf("acme", customerId, tags);
    }

    private void createOf(String tenant, String customerId, String... tags) {
        send(
                tenant,
                customerId,
                Kind.REPLACE,
                "Ann Lee",
                List.of(tags),
                List.of(mobile(true, true), email(true, true)));
    }

    private void rename(String customerId, String name) {
        send("acme", customerId, Kind.MERGE, name, null, null);
    }

    private CommandOutcome change(String customerId, Kind kind, RequestedContactMethod... methods) {
        return send("acme", customerId, kind, null, null, List.of(methods));
    }

    private CommandOutcome send(
            String tenant,
            String customerId,
            Kind kind,
            @Nullable String name,
            @Nullable List<String> tags,
            @Nullable List<RequestedContactMethod> methods) {
        var fields =
                new Fields(name, null, null, null, false, null, null, null, tags, methods, null, false, null, false);
        var command = new CustomerCommand("command " + minute, kind, null, now(), "front desk", fields);
        customers.pipeInput(TopologyFixture.awaited(
                tenant + ":" + customerId, CustomerMapper.toStored(tenant, customerId, command)));
        return OutcomeMapper.fromStored(outcomes.readValue().getOutcome());
    }

    private static RequestedContactMethod mobile(@Nullable Boolean marketing, @Nullable Boolean jobs) {
        return new RequestedContactMethod("contact-1", ContactMethodType.MOBILE, MOBILE, marketing, jobs);
    }

    private static RequestedContactMethod email(@Nullable Boolean marketing, @Nullable Boolean jobs) {
        return new RequestedContactMethod("contact-2", ContactMethodType.EMAIL, EMAIL, marketing, jobs);
    }

    private CustomerState lastState() {
        return states.readValuesToList().getLast();
    }

    /** Of each contact method: m for marketing updates, j for job notifications. */
    private static List<String> preferences(CustomerState state) {
        return state.getContactMethods().stream()
                .map(BatchEditLaneTest::preferences)
                .toList();
    }

    private static String preferences(ContactMethod method) {
        return (method.getMarketingUpdates() ? "m" : "-") + (method.getJobNotifications() ? "j" : "-");
    }

    private Instant now() {
        return NOON.plusSeconds(60 * minute++);
    }
}

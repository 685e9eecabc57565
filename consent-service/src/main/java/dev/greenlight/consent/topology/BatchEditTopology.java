package dev.greenlight.consent.topology;

import dev.greenlight.consent.stored.StoredBatchEdit;
import dev.greenlight.consent.stored.StoredBatchEditCommand;
import dev.greenlight.consent.stored.StoredBatchEditStep;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.pace.LiveTraffic;
import dev.greenlight.schemas.pace.PacedBacklog;
import dev.greenlight.schemas.pace.PromptCommit;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * Batch edits in the office lane: one place that decides, and a part for each partition of the customers that works in
 * steps, in a circle, and reports back.
 */
final class BatchEditTopology {

    private final LiveTraffic traffic;
    private final Map<String, ?> serdeSettings;

    BatchEditTopology(LiveTraffic traffic, Map<String, ?> serdeSettings) {
        this.traffic = traffic;
        this.serdeSettings = serdeSettings;
    }

    /** Where customers are there already. */
    void addTo(StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(ConsentTopology.BATCH_EDIT_STORE),
                Serdes.String(),
                StateSerde.of(StoredBatchEdit.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(ConsentTopology.EDITS_AT_HAND_STORE),
                Serdes.String(),
                StateSerde.of(StoredBatchEditStep.class)));

        KStream<String, SpecificRecord> decided = builder.stream(
                        PrivateTopic.BATCH_EDIT_COMMAND.name(),
                        Consumed.with(FactKeys.strings(), StateSerde.of(StoredBatchEditCommand.class))
                                .withName("read-batch-edit-commands"))
                .process(new PromptCommit<>(traffic), Named.as("commit-batch-edits-promptly"))
                .process(BatchEditProcessor::new, Named.as("decide-batch-edit"), ConsentTopology.BATCH_EDIT_STORE);
        only(StoredBatchEditStep.class, decided, "first-batch-edit-steps")
                .to(PrivateTopic.BATCH_EDIT_STEP.name(), writeStep("begin-batch-edit"));
        only(StoredCommandOutcome.class, decided, "batch-edit-outcomes")
                .to(
                        PrivateTopic.COMMAND_OUTCOME.name(),
                        write(StateSerde.of(StoredCommandOutcome.class), "answer-batch-edit-command"));

        KStream<String, SpecificRecord> met = builder.stream(
                        PrivateTopic.BATCH_EDIT_STEP.name(),
                        Consumed.with(FactKeys.strings(), StateSerde.of(StoredBatchEditStep.class))
                                .withName("read-batch-edit-steps"))
                .process(new PacedBacklog<>(traffic), Named.as("pace-batch-edit-steps"))
                .process(
                        BatchEditStepProcessor::new,
                        Named.as("do-batch-edit-step"),
                        ConsentTopology.CUSTOMER_STORE,
                        ConsentTopology.EDITED_STORE,
                        ConsentTopology.EDITS_AT_HAND_STORE);
        only(CustomerState.class, met, "edited-customers")
                .to(
                        EventTopic.CUSTOMER_STATE.name(),
                        write(EventSerde.<CustomerState>configured(serdeSettings), "publish-edited-customer"));
        only(StoredBatchEditStep.class, met, "next-batch-edit-steps")
                .to(PrivateTopic.BATCH_EDIT_STEP.name(), writeStep("send-batch-edit-step"));
        only(StoredBatchEditCommand.class, met, "batch-edit-progress")
                .to(
                        PrivateTopic.BATCH_EDIT_COMMAND.name(),
                        write(StateSerde.of(StoredBatchEditCommand.class), "report-batch-edit-progress"));
    }

    private static <T extends SpecificRecord> KStream<String, T> only(
            Class<T> type, KStream<String, SpecificRecord> mixed, String what) {
        return mixed.filter((key, value) -> type.isInstance(value), Named.as("keep-" + what))
                .mapValues(type::cast, Named.as("pick-" + what));
    }

    private static Produced<String, StoredBatchEditStep> writeStep(String step) {
        return write(StateSerde.of(StoredBatchEditStep.class), step).withStreamPartitioner(new PartOfEdit());
    }

    private static <T extends SpecificRecord> Produced<String, T> write(Serde<T> serde, String step) {
        return Produced.with(Serdes.String(), serde).withName(step);
    }
}

package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.domain.edit.BatchEditCommand;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Progress;
import dev.greenlight.consent.domain.edit.BatchEditDecision;
import dev.greenlight.consent.domain.edit.BatchEditPolicy;
import dev.greenlight.consent.mapping.BatchEditMapper;
import dev.greenlight.consent.mapping.OutcomeMapper;
import dev.greenlight.consent.stored.StoredBatchEdit;
import dev.greenlight.consent.stored.StoredBatchEditCommand;
import dev.greenlight.consent.stored.StoredBatchEditStep;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.schemas.topic.EventHeaders;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Decides on every command about a batch edit, begins its runs in every part, and keeps how far they have come. */
final class BatchEditProcessor implements Processor<String, StoredBatchEditCommand, String, SpecificRecord> {

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, StoredBatchEdit> edits;

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        edits = newContext.getStateStore(ConsentTopology.BATCH_EDIT_STORE);
    }

    @Override
    public void process(Record<String, StoredBatchEditCommand> record) {
        StoredBatchEditCommand command = record.value();
        if (command == null) {
            throw new UnusableEventException("No command: the record has no value");
        }
        String tenant = command.getTenant();
        if (!tenant.equals(record.key())) {
            throw new UnusableEventException("The key of the command does not name its company");
        }
        String key = CompanyEdits.key(tenant, command.getEditId());
        BatchEdit current = BatchEditMapper.fromStored(edits.get(key));
        BatchEditCommand asked = BatchEditMapper.fromStored(command);
        boolean anotherUnderWay = !(asked instanceof Progress) && CompanyEdits.anotherUnderWay(edits, tenant, key);
        BatchEditDecision decision = BatchEditPolicy.decide(current, anotherUnderWay, asked);
        BatchEdit after = decision.after();
        StoredBatchEdit stored = after == null ? null : BatchEditMapper.toStored(after);
        if (stored != null) {
            edits.put(key, stored);
        }
        if (after != null && decision.starts()) {
            begin(record, after);
        }
        if (CommandHeaders.isAwaited(record.headers())) {
            context.forward(record.withValue(outcome(command, decision, stored)));
        }
    }

    private void begin(Record<String, StoredBatchEditCommand> record, BatchEdit edit) {
        for (int part = 0; part < edit.parts(); part++) {
            StoredBatchEditStep step = BatchEditMapper.firstStep(
                    record.value().getTenant(), record.value().getEditId(), edit, part);
            var headers = new RecordHeaders().add(EventHeaders.BULK, new byte[0]);
            context.forward(new Record<>(record.key(), step, record.timestamp(), headers));
        }
    }

    private static StoredCommandOutcome outcome(
            StoredBatchEditCommand command, BatchEditDecision decision, @Nullable StoredBatchEdit stored) {
        return StoredCommandOutcome.newBuilder()
                .setCommandId(command.getCommandId())
                .setOutcome(OutcomeMapper.toStored(decision.outcome()))
                .setBatchEdit(stored)
                .build();
    }
}

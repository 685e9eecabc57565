package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.settings.SettingsDecision;
import dev.greenlight.consent.domain.settings.SettingsPolicy;
import dev.greenlight.consent.mapping.OutcomeMapper;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredSettingsCommand;
import dev.greenlight.consent.stored.StoredTenantSettings;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Decides on every command about a company's settings, and keeps what each change made of them. */
final class SettingsProcessor implements FixedKeyProcessor<String, StoredSettingsCommand, DecidedSettings> {

    private FixedKeyProcessorContext<String, DecidedSettings> context;
    private KeyValueStore<String, StoredTenantSettings> settings;
    private KeyValueStore<String, StoredTenantSettings> history;

    @Override
    public void init(FixedKeyProcessorContext<String, DecidedSettings> newContext) {
        context = newContext;
        settings = newContext.getStateStore(ConsentTopology.SETTINGS_STORE);
        history = newContext.getStateStore(ConsentTopology.SETTINGS_HISTORY_STORE);
    }

    @Override
    public void process(FixedKeyRecord<String, StoredSettingsCommand> record) {
        StoredSettingsCommand command = record.value();
        if (command == null || !command.getTenant().equals(record.key())) {
            throw new UnusableEventException("The key of the command does not name its company");
        }
        String tenant = record.key();
        StoredTenantSettings before = settings.get(tenant);
        SettingsDecision decision =
                SettingsPolicy.decide(SettingsMapper.fromStored(before), SettingsMapper.fromStored(command));
        StoredTenantSettings after = SettingsMapper.toStored(tenant, decision.after());
        settings.put(tenant, after);
        boolean changes = decision.outcome().changesTheRecord();
        if (changes) {
            remember(tenant, before, after);
        }
        StoredCommandOutcome outcome = CommandHeaders.isAwaited(record.headers())
                ? new StoredCommandOutcome(
                        command.getCommandId(),
                        OutcomeMapper.toStored(decision.outcome()),
                        null,
                        after,
                        null,
                        "",
                        null,
                        null,
                        null)
                : null;
        context.forward(record.withValue(new DecidedSettings(
                changes ? SettingsMapper.toState(tenant, decision.after(), command.getCommandId()) : null,
                changes ? after : null,
                outcome)));
    }

    /** What the change replaced is written too where a release without a history has made it. */
    private void remember(String tenant, @Nullable StoredTenantSettings before, StoredTenantSettings after) {
        if (before != null) {
            history.putIfAbsent(SettingsHistory.key(tenant, before.getRevision()), before);
        }
        history.put(SettingsHistory.key(tenant, after.getRevision()), after);
    }
}

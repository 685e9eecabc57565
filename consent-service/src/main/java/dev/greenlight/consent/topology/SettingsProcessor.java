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

/** Decides on every command about a company's settings. */
final class SettingsProcessor implements FixedKeyProcessor<String, StoredSettingsCommand, DecidedSettings> {

    private FixedKeyProcessorContext<String, DecidedSettings> context;
    private KeyValueStore<String, StoredTenantSettings> settings;

    @Override
    public void init(FixedKeyProcessorContext<String, DecidedSettings> newContext) {
        context = newContext;
        settings = newContext.getStateStore(ConsentTopology.SETTINGS_STORE);
    }

    @Override
    public void process(FixedKeyRecord<String, StoredSettingsCommand> record) {
        StoredSettingsCommand command = record.value();
        if (command == null || !command.getTenant().equals(record.key())) {
            throw new UnusableEventException("The key of the command does not name its company");
        }
        String tenant = record.key();
        SettingsDecision decision = SettingsPolicy.decide(
                SettingsMapper.fromStored(settings.get(tenant)), SettingsMapper.fromStored(command));
        StoredTenantSettings after = SettingsMapper.toStored(tenant, decision.after());
        settings.put(tenant, after);
        boolean changes = decision.outcome().changesTheRecord();
        StoredCommandOutcome outcome = CommandHeaders.isAwaited(record.headers())
                ? new StoredCommandOutcome(
                        command.getCommandId(), OutcomeMapper.toStored(decision.outcome()), null, after, null, "", null)
                : null;
        context.forward(record.withValue(new DecidedSettings(
                changes ? SettingsMapper.toState(tenant, decision.after(), command.getCommandId()) : null,
                changes ? after : null,
                outcome)));
    }
}

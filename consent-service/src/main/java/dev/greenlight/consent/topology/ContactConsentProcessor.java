package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.consent.ConsentDecision;
import dev.greenlight.consent.domain.consent.ConsentPolicy;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.mapping.ConsentMapper;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.sms.TextReceived;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Decides on every text, one read and one write of the store each. Settings come by the same way, so that one
 * processor can keep them decoded beside it.
 */
final class ContactConsentProcessor implements FixedKeyProcessor<String, SpecificRecord, DecidedText> {

    private final DecisionListener listener;
    private final Map<String, OptOutScopeSetting> scopeByTenant = new HashMap<>();

    private FixedKeyProcessorContext<String, DecidedText> context;
    private KeyValueStore<String, StoredConsent> consents;
    private KeyValueStore<String, StoredTenantSettings> settings;

    ContactConsentProcessor(DecisionListener listener) {
        this.listener = listener;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, DecidedText> newContext) {
        context = newContext;
        consents = newContext.getStateStore(ConsentTopology.CONSENT_STORE);
        settings = newContext.getStateStore(ConsentTopology.SETTINGS_STORE);
        scopeByTenant.clear();
        try (var all = settings.all()) {
            all.forEachRemaining(entry -> remember(entry.value));
        }
    }

    @Override
    public void process(FixedKeyRecord<String, SpecificRecord> record) {
        if (record.value() instanceof TextReceived text) {
            decide(record, text);
        } else if (record.value() instanceof StoredTenantSettings changed) {
            settings.put(changed.getTenant(), changed);
            remember(changed);
        } else {
            throw new UnusableEventException("No text: the record has no value");
        }
    }

    private void decide(FixedKeyRecord<String, SpecificRecord> record, TextReceived text) {
        requireOwnKey(record.key(), text);
        var position = context.recordMetadata().orElseThrow();
        StoredConsent before = consents.get(record.key());
        ConsentDecision decision = ConsentPolicy.decide(
                ConsentMapper.fromStored(before), ConsentMapper.toMessage(text), scopeFor(text.getTenant()));
        ConsentChanged entry =
                ConsentMapper.toLedgerEntry(decision, before, text, position.partition(), position.offset());
        StoredConsent after = ConsentMapper.toStored(decision, before, entry, text);
        consents.put(record.key(), after);
        ConsentState state =
                decision.changesWhatIsSeen() ? ConsentMapper.toState(text.getTenant(), text.getFrom(), after) : null;
        context.forward(record.withValue(new DecidedText(entry, state)));
        listener.onDecision(entry.getOutcome(), record.headers());
    }

    /** A text under another number's key would change that number's consent. */
    private static void requireOwnKey(@Nullable String key, TextReceived text) {
        String tenant = text.getTenant();
        String from = text.getFrom();
        if (key == null
                || key.length() != tenant.length() + 1 + from.length()
                || !key.startsWith(tenant)
                || key.charAt(tenant.length()) != ':'
                || !key.endsWith(from)) {
            throw new UnusableEventException("The key of the text does not name its company and its sender");
        }
    }

    private OptOutScopeSetting scopeFor(String tenant) {
        return scopeByTenant.getOrDefault(tenant, OptOutScopeSetting.ALL);
    }

    private void remember(StoredTenantSettings changed) {
        scopeByTenant.put(
                changed.getTenant(),
                SettingsMapper.fromStored(changed).choices().optOutScope());
    }
}

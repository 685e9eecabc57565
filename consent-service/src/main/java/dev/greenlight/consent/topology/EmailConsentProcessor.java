package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.email.EmailDecision;
import dev.greenlight.consent.domain.email.EmailPolicy;
import dev.greenlight.consent.mapping.EmailCommandMapper;
import dev.greenlight.consent.mapping.EmailLedgerMapper;
import dev.greenlight.consent.mapping.EmailMapper;
import dev.greenlight.consent.mapping.ErasureMapper;
import dev.greenlight.consent.mapping.LedgerLinks;
import dev.greenlight.consent.mapping.OutcomeMapper;
import dev.greenlight.consent.mapping.Pseudonyms;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredEmailAct;
import dev.greenlight.consent.stored.StoredEmailCommand;
import dev.greenlight.consent.stored.StoredEmailConsent;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Decides on what people and the office want for email addresses. */
final class EmailConsentProcessor implements FixedKeyProcessor<String, StoredEmailCommand, DecidedConsent> {

    private final LedgerLinks links;
    private final Pseudonyms pseudonyms;
    private final DecisionListener listener;

    private FixedKeyProcessorContext<String, DecidedConsent> context;
    private KeyValueStore<String, StoredEmailConsent> consents;
    private KeyValueStore<String, StoredTenantSettings> settings;
    private ErasedAddresses erased;

    EmailConsentProcessor(LedgerLinks links, Pseudonyms pseudonyms, DecisionListener listener) {
        this.links = links;
        this.pseudonyms = pseudonyms;
        this.listener = listener;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, DecidedConsent> newContext) {
        context = newContext;
        consents = newContext.getStateStore(ConsentTopology.EMAIL_STORE);
        settings = newContext.getStateStore(ConsentTopology.SETTINGS_STORE);
        erased = new ErasedAddresses(newContext.getStateStore(ConsentTopology.ERASED_STORE), pseudonyms);
    }

    @Override
    public void process(FixedKeyRecord<String, StoredEmailCommand> record) {
        StoredEmailCommand command = record.value();
        if (command == null) {
            // it was erased: nothing of it is left to decide on
            return;
        }
        OwnKey.require(record.key(), command.getTenant(), command.getAddress());
        StoredEmailConsent before = consents.get(record.key());
        StoredErasedAddress mark = before == null ? erased.find(command.getTenant(), command.getAddress()) : null;
        if (mark != null && command.getAct() != StoredEmailAct.ASK_BY_FORM) {
            eraseAgain(record, command, mark);
            return;
        }
        StoredEmailConsent known = mark == null ? before : ErasureMapper.toEmailConsent(mark);
        EmailDecision decision = EmailPolicy.decide(
                EmailMapper.fromStored(known),
                EmailCommandMapper.toAct(command),
                SettingsMapper.fromStored(settings.get(command.getTenant())).choices());
        switch (decision) {
            case EmailDecision.Decided decided -> decide(record, command, known, decided, mark != null);
            case EmailDecision.Repeated repeated ->
                context.forward(record.withValue(new DecidedConsent(
                        null, null, outcome(record, command, CommandOutcome.REPEATED, before, null))));
        }
    }

    private void decide(
            FixedKeyRecord<String, StoredEmailCommand> record,
            StoredEmailCommand command,
            @Nullable StoredEmailConsent before,
            EmailDecision.Decided decided,
            boolean isBack) {
        RecordMetadata position = context.recordMetadata().orElseThrow();
        ConsentChanged entry = links.linkedAfter(
                before == null ? null : before.getHead(),
                EmailLedgerMapper.toLedgerEntry(decided, before, command, position.partition(), position.offset()));
        StoredEmailConsent after = EmailMapper.toStored(decided, before, entry, command);
        consents.put(record.key(), after);
        // a form was filled in with an erased address: what holds stands under the address again
        String pseudonym = isBack ? erased.forget(command.getTenant(), command.getAddress()) : null;
        ConsentState state = isBack || decided.changesWhatIsSeen()
                ? EmailMapper.toState(command.getTenant(), command.getAddress(), after)
                : null;
        CommandOutcome outcome = EmailMapper.toOutcome(decided.outcome());
        context.forward(record.withValue(
                new DecidedConsent(entry, state, outcome(record, command, outcome, after, decided), pseudonym)));
        listener.onDecision(entry.getOutcome(), record.headers());
    }

    private void eraseAgain(
            FixedKeyRecord<String, StoredEmailCommand> record, StoredEmailCommand command, StoredErasedAddress mark) {
        ConsentChanged entry = erased.eraseAgain(
                links,
                command.getCommandId(),
                command.getTenant(),
                command.getAddress(),
                mark,
                context.recordMetadata().orElseThrow());
        StoredEmailConsent suppressed = ErasureMapper.toEmailConsent(mark);
        context.forward(record.withValue(
                new DecidedConsent(entry, null, outcome(record, command, CommandOutcome.UNCHANGED, suppressed, null))));
    }

    private static @Nullable StoredCommandOutcome outcome(
            FixedKeyRecord<String, StoredEmailCommand> record,
            StoredEmailCommand command,
            CommandOutcome outcome,
            @Nullable StoredEmailConsent consent,
            EmailDecision.@Nullable Decided decided) {
        if (!CommandHeaders.isAwaited(record.headers())) {
            return null;
        }
        return StoredCommandOutcome.newBuilder()
                .setCommandId(command.getCommandId())
                .setOutcome(OutcomeMapper.toStored(outcome))
                .setEmail(consent)
                .setRefusal(
                        decided != null && outcome == CommandOutcome.REFUSED
                                ? decided.causes().getFirst().name()
                                : "")
                .setRetryAt(decided == null ? null : decided.retryAt())
                .build();
    }
}

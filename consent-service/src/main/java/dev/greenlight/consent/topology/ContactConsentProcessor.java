package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.ConsentDecision;
import dev.greenlight.consent.domain.consent.ConsentPolicy;
import dev.greenlight.consent.domain.consent.OptInDecision;
import dev.greenlight.consent.domain.consent.OptInPolicy;
import dev.greenlight.consent.domain.consent.Outcome;
import dev.greenlight.consent.domain.consent.Reason;
import dev.greenlight.consent.domain.consent.RecordedOptOut;
import dev.greenlight.consent.domain.consent.ReviewDecision;
import dev.greenlight.consent.domain.consent.ReviewDecision.Decided;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.mapping.ConsentMapper;
import dev.greenlight.consent.mapping.ErasureMapper;
import dev.greenlight.consent.mapping.LedgerEntryMapper;
import dev.greenlight.consent.mapping.LedgerLinks;
import dev.greenlight.consent.mapping.OptInMapper;
import dev.greenlight.consent.mapping.OptOutMapper;
import dev.greenlight.consent.mapping.OutcomeMapper;
import dev.greenlight.consent.mapping.Pseudonyms;
import dev.greenlight.consent.mapping.ReviewMapper;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.mapping.TextMapper;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.consent.stored.StoredHeldText;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptOutCommand;
import dev.greenlight.consent.stored.StoredReview;
import dev.greenlight.consent.stored.StoredReviewCommand;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.sms.NumberBlocked;
import dev.greenlight.schemas.sms.TextReceived;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Decides on every text, on reports that a number is blocked, on what people read in held texts, on whom the office
 * wants asked and on opt-outs that it writes down. A keyword takes one read and one write of the store. Settings come
 * by the same way, so that one processor can keep them decoded beside it.
 */
final class ContactConsentProcessor implements FixedKeyProcessor<String, SpecificRecord, DecidedConsent> {

    private final LedgerLinks links;
    private final Pseudonyms pseudonyms;
    private final DecisionListener listener;
    private final Map<String, TenantSettings> settingsByTenant = new HashMap<>();

    private FixedKeyProcessorContext<String, DecidedConsent> context;
    private KeyValueStore<String, StoredConsent> consents;
    private KeyValueStore<String, StoredReview> reviews;
    private KeyValueStore<String, StoredTenantSettings> settings;
    private ErasedAddresses erased;

    ContactConsentProcessor(LedgerLinks links, Pseudonyms pseudonyms, DecisionListener listener) {
        this.links = links;
        this.pseudonyms = pseudonyms;
        this.listener = listener;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, DecidedConsent> newContext) {
        context = newContext;
        consents = newContext.getStateStore(ConsentTopology.CONSENT_STORE);
        reviews = newContext.getStateStore(ConsentTopology.REVIEW_STORE);
        settings = newContext.getStateStore(ConsentTopology.SETTINGS_STORE);
        erased = new ErasedAddresses(newContext.getStateStore(ConsentTopology.ERASED_STORE), pseudonyms);
        settingsByTenant.clear();
        try (var all = settings.all()) {
            all.forEachRemaining(entry -> remember(entry.value));
        }
    }

    @Override
    public void process(FixedKeyRecord<String, SpecificRecord> record) {
        SpecificRecord value = record.value();
        if (value instanceof TextReceived text) {
            decide(record, text);
        } else if (value instanceof StoredTenantSettings changed) {
            settings.put(changed.getTenant(), changed);
            remember(changed);
        } else if (value instanceof NumberBlocked report) {
            decide(record, report);
        } else if (value instanceof StoredReviewCommand command) {
            decide(record, command);
        } else if (value instanceof StoredOptInRequestCommand command) {
            decide(record, command);
        } else if (value instanceof StoredOptOutCommand command) {
            decide(record, command);
        }
        // else it was erased: nothing of it is left to decide on
    }

    private void decide(FixedKeyRecord<String, SpecificRecord> record, TextReceived text) {
        OwnKey.require(record.key(), text.getTenant(), text.getFrom());
        RecordMetadata position = position();
        StoredConsent known = consents.get(record.key());
        StoredErasedAddress mark = known == null ? erased.find(text.getTenant(), text.getFrom()) : null;
        StoredConsent before = mark == null ? known : ErasureMapper.toConsent(mark);
        ConsentDecision decision = ConsentPolicy.decide(
                ConsentMapper.fromStored(before), TextMapper.toMessage(text), settingsOf(text.getTenant()));
        ConsentChanged entry =
                LedgerEntryMapper.toLedgerEntry(decision, before, text, position.partition(), position.offset());
        StoredHeldText asHeld = decision.outcome() == Outcome.HELD
                ? ReviewMapper.toHeld(text, position.partition(), position.offset())
                : null;
        Entered entered = enter(record.key(), decision, before, entry, setBy(text), asHeld);
        if (mark == null) {
            forward(record, decision, entered, null);
        } else {
            // the person is back: what holds stands under the number again, and not under its pseudonym
            String pseudonym = erased.forget(text.getTenant(), text.getFrom());
            ConsentState state = ConsentMapper.toState(text.getTenant(), text.getFrom(), entered.after());
            context.forward(record.withValue(new DecidedConsent(entered.entry(), state, null, pseudonym)));
            listener.onDecision(entered.entry().getOutcome(), record.headers());
        }
    }

    private void decide(FixedKeyRecord<String, SpecificRecord> record, NumberBlocked report) {
        OwnKey.require(record.key(), report.getTenant(), report.getNumber());
        RecordMetadata position = position();
        StoredConsent before = consents.get(record.key());
        StoredErasedAddress mark = before == null ? erased.find(report.getTenant(), report.getNumber()) : null;
        if (mark != null) {
            eraseAgain(record, report.getEventId(), report.getTenant(), report.getNumber(), mark, null);
            return;
        }
        ConsentDecision decision = ConsentPolicy.decide(ConsentMapper.fromStored(before), TextMapper.toReport(report));
        ConsentChanged entry =
                LedgerEntryMapper.toLedgerEntry(decision, before, report, position.partition(), position.offset());
        String setBy = "report " + report.getCode() + " of " + report.getGateway();
        Entered entered = enter(record.key(), decision, before, entry, setBy, null);
        forward(record, decision, entered, null);
    }

    private void decide(FixedKeyRecord<String, SpecificRecord> record, StoredReviewCommand command) {
        OwnKey.require(record.key(), command.getTenant(), command.getAddress());
        StoredConsent before = consents.get(record.key());
        ReviewDecision reviewed = ConsentPolicy.decide(
                ConsentMapper.fromStored(before), ReviewMapper.toVerdict(command), settingsOf(command.getTenant()));
        switch (reviewed) {
            case Decided decided -> decide(record, command, before, decided);
            case ReviewDecision.NothingHeld nothing -> answer(record, command, CommandOutcome.NOT_FOUND, before);
            case ReviewDecision.MoreHeld more -> answer(record, command, CommandOutcome.OTHER_REVISION, before);
            case ReviewDecision.Repeated repeated -> answer(record, command, CommandOutcome.REPEATED, before);
        }
    }

    private void decide(
            FixedKeyRecord<String, SpecificRecord> record,
            StoredReviewCommand command,
            @Nullable StoredConsent before,
            Decided decided) {
        RecordMetadata position = position();
        ConsentDecision decision = decided.decision();
        StoredHeldText text = heldText(record.key(), decided.read().getLast().eventId());
        ConsentChanged entry = LedgerEntryMapper.toLedgerEntry(
                decision, before, command, text, position.partition(), position.offset());
        String setBy = "review by " + command.getDecidedBy();
        Entered entered = enter(record.key(), decision, before, entry, setBy, null);
        forward(
                record,
                decision,
                entered,
                outcome(record, command.getCommandId(), CommandOutcome.UPDATED, entered.after()));
    }

    private void decide(FixedKeyRecord<String, SpecificRecord> record, StoredOptInRequestCommand command) {
        OwnKey.require(record.key(), command.getTenant(), command.getAddress());
        StoredConsent before = consents.get(record.key());
        StoredErasedAddress mark = before == null ? erased.find(command.getTenant(), command.getAddress()) : null;
        if (mark != null) {
            StoredCommandOutcome refused = refused(record, command, ErasureMapper.toConsent(mark));
            eraseAgain(record, command.getCommandId(), command.getTenant(), command.getAddress(), mark, refused);
            return;
        }
        OptInDecision asked = OptInPolicy.decide(
                ConsentMapper.fromStored(before),
                OptInMapper.toAsk(command),
                settingsOf(command.getTenant()).choices());
        switch (asked) {
            case OptInDecision.Decided decided -> decide(record, command, before, decided);
            case OptInDecision.Repeated repeated ->
                context.forward(record.withValue(new DecidedConsent(
                        null, null, outcome(record, command, CommandOutcome.REPEATED, before, null))));
        }
    }

    private void decide(
            FixedKeyRecord<String, SpecificRecord> record,
            StoredOptInRequestCommand command,
            @Nullable StoredConsent before,
            OptInDecision.Decided decided) {
        RecordMetadata position = position();
        ConsentDecision decision = decided.decision();
        ConsentChanged entry =
                LedgerEntryMapper.toLedgerEntry(decided, before, command, position.partition(), position.offset());
        String setBy = "opt-in request by " + command.getAskedBy();
        Entered entered = enter(record.key(), decision, before, entry, setBy, null);
        CommandOutcome outcome = OptInMapper.toOutcome(decision.outcome());
        forward(record, decision, entered, outcome(record, command, outcome, entered.after(), decided));
    }

    private static @Nullable StoredCommandOutcome outcome(
            FixedKeyRecord<String, SpecificRecord> record,
            StoredOptInRequestCommand command,
            CommandOutcome outcome,
            @Nullable StoredConsent consent,
            OptInDecision.@Nullable Decided decided) {
        if (!CommandHeaders.isAwaited(record.headers())) {
            return null;
        }
        boolean refused = outcome == CommandOutcome.REFUSED;
        return new StoredCommandOutcome(
                command.getCommandId(),
                OutcomeMapper.toStored(outcome),
                null,
                null,
                consent,
                decided != null && refused
                        ? decided.decision().reasons().getFirst().name()
                        : "",
                decided != null ? decided.retryAt() : null,
                null,
                null);
    }

    private void decide(FixedKeyRecord<String, SpecificRecord> record, StoredOptOutCommand command) {
        OwnKey.require(record.key(), command.getTenant(), command.getAddress());
        StoredConsent before = consents.get(record.key());
        StoredErasedAddress mark = before == null ? erased.find(command.getTenant(), command.getAddress()) : null;
        if (mark != null) {
            StoredCommandOutcome unchanged =
                    outcome(record, command.getCommandId(), CommandOutcome.UNCHANGED, ErasureMapper.toConsent(mark));
            eraseAgain(record, command.getCommandId(), command.getTenant(), command.getAddress(), mark, unchanged);
            return;
        }
        RecordedOptOut recorded = OptOutMapper.fromStored(command);
        ConsentDecision decision =
                ConsentPolicy.decide(ConsentMapper.fromStored(before), recorded, settingsOf(command.getTenant()));
        String commandId = command.getCommandId();
        CommandOutcome outcome = OptOutMapper.toOutcome(decision.outcome());
        if (outcome == CommandOutcome.REPEATED) {
            context.forward(
                    record.withValue(new DecidedConsent(null, null, outcome(record, commandId, outcome, before))));
            return;
        }
        RecordMetadata position = position();
        ConsentChanged entry =
                LedgerEntryMapper.toLedgerEntry(decision, before, command, position.partition(), position.offset());
        Entered entered = enter(record.key(), decision, before, entry, OptOutMapper.setBy(recorded), null);
        forward(record, decision, entered, outcome(record, commandId, outcome, entered.after()));
    }

    private void eraseAgain(
            FixedKeyRecord<String, SpecificRecord> record,
            String commandId,
            String tenant,
            String address,
            StoredErasedAddress mark,
            @Nullable StoredCommandOutcome outcome) {
        ConsentChanged entry = erased.eraseAgain(links, commandId, tenant, address, mark, position());
        context.forward(record.withValue(new DecidedConsent(entry, null, outcome)));
    }

    private static @Nullable StoredCommandOutcome refused(
            FixedKeyRecord<String, SpecificRecord> record, StoredOptInRequestCommand command, StoredConsent consent) {
        return CommandHeaders.isAwaited(record.headers())
                ? StoredCommandOutcome.newBuilder()
                        .setCommandId(command.getCommandId())
                        .setOutcome(OutcomeMapper.toStored(CommandOutcome.REFUSED))
                        .setConsent(consent)
                        .setRefusal(Reason.ALREADY_OPTED_OUT.name())
                        .build()
                : null;
    }

    private StoredHeldText heldText(String key, String eventId) {
        StoredReview review = Objects.requireNonNull(reviews.get(key), "texts are held, and none is kept");
        return review.getTexts().stream()
                .filter(text -> text.getEventId().equals(eventId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("A text is held, and it is not kept"));
    }

    /** An entry with its place in the chain of its number, and what holds after it. */
    private record Entered(ConsentChanged entry, StoredConsent after) {}

    /** Gives the entry its place in the chain, and writes down what holds now. */
    private Entered enter(
            String key,
            ConsentDecision decision,
            @Nullable StoredConsent before,
            ConsentChanged unlinked,
            String setBy,
            @Nullable StoredHeldText asHeld) {
        ConsentChanged entry = links.linked(unlinked, before);
        StoredConsent after = ConsentMapper.toStored(decision, before, entry, setBy);
        consents.put(key, after);
        if (!decision.before().held().isEmpty() || !decision.after().held().isEmpty()) {
            reviews.put(
                    key,
                    ReviewMapper.toStored(
                            decision.after(), reviews.get(key), entry.getTenant(), entry.getAddress(), asHeld));
        }
        return new Entered(entry, after);
    }

    private void forward(
            FixedKeyRecord<String, SpecificRecord> record,
            ConsentDecision decision,
            Entered entered,
            @Nullable StoredCommandOutcome outcome) {
        ConsentChanged entry = entered.entry();
        ConsentState state = decision.changesWhatIsSeen()
                ? ConsentMapper.toState(entry.getTenant(), entry.getAddress(), entered.after())
                : null;
        context.forward(record.withValue(new DecidedConsent(entry, state, outcome)));
        listener.onDecision(entry.getOutcome(), record.headers());
    }

    private void answer(
            FixedKeyRecord<String, SpecificRecord> record,
            StoredReviewCommand command,
            CommandOutcome outcome,
            @Nullable StoredConsent consent) {
        context.forward(record.withValue(
                new DecidedConsent(null, null, outcome(record, command.getCommandId(), outcome, consent))));
    }

    private static @Nullable StoredCommandOutcome outcome(
            FixedKeyRecord<String, SpecificRecord> record,
            String commandId,
            CommandOutcome outcome,
            @Nullable StoredConsent consent) {
        return CommandHeaders.isAwaited(record.headers())
                ? new StoredCommandOutcome(
                        commandId, OutcomeMapper.toStored(outcome), null, null, consent, "", null, null, null)
                : null;
    }

    private static String setBy(TextReceived text) {
        return "text " + text.getKeyword() + " through " + text.getGateway();
    }

    private RecordMetadata position() {
        return context.recordMetadata().orElseThrow();
    }

    private TenantSettings settingsOf(String tenant) {
        return settingsByTenant.getOrDefault(tenant, TenantSettings.DEFAULTS);
    }

    private void remember(StoredTenantSettings changed) {
        settingsByTenant.put(changed.getTenant(), SettingsMapper.fromStored(changed));
    }
}

package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.mapping.ErasureMapper;
import dev.greenlight.consent.mapping.LedgerLinks;
import dev.greenlight.consent.mapping.OutcomeMapper;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredEmailConsent;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.consent.stored.StoredErasure;
import dev.greenlight.consent.stored.StoredReview;
import dev.greenlight.schemas.consent.ConsentChanged;
import java.nio.ByteBuffer;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Forgets what is known about an address, and keeps under its pseudonym that nobody may write to it. */
final class AddressErasureProcessor implements FixedKeyProcessor<String, StoredErasure, DecidedErasure> {

    private final LedgerLinks links;

    private FixedKeyProcessorContext<String, DecidedErasure> context;
    private KeyValueStore<String, StoredConsent> consents;
    private KeyValueStore<String, StoredReview> reviews;
    private KeyValueStore<String, StoredEmailConsent> emails;
    private KeyValueStore<String, StoredErasedAddress> erased;

    AddressErasureProcessor(LedgerLinks links) {
        this.links = links;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, DecidedErasure> newContext) {
        context = newContext;
        consents = newContext.getStateStore(ConsentTopology.CONSENT_STORE);
        reviews = newContext.getStateStore(ConsentTopology.REVIEW_STORE);
        emails = newContext.getStateStore(ConsentTopology.EMAIL_STORE);
        erased = newContext.getStateStore(ConsentTopology.ERASED_STORE);
    }

    @Override
    public void process(FixedKeyRecord<String, StoredErasure> record) {
        StoredErasure command = record.value();
        if (command == null) {
            // it was carried out, and its own record erased
            return;
        }
        OwnKey.require(record.key(), command.getTenant(), command.getSubject());
        StoredErasedAddress known = erased.get(command.getPseudonym());
        ConsentChanged entry = lastEntry(record.key(), command, known);
        consents.delete(record.key());
        reviews.delete(record.key());
        emails.delete(record.key());
        StoredErasedAddress mark = ErasureMapper.toMark(entry, command.getAskedAt());
        erased.put(command.getPseudonym(), mark);
        StoredCommandOutcome outcome = CommandHeaders.isAwaited(record.headers())
                ? StoredCommandOutcome.newBuilder()
                        .setCommandId(command.getCommandId())
                        .setOutcome(OutcomeMapper.toStored(CommandOutcome.UPDATED))
                        .build()
                : null;
        context.forward(record.withValue(new DecidedErasure(entry, command.getPseudonym(), mark, outcome)));
    }

    private ConsentChanged lastEntry(String key, StoredErasure command, @Nullable StoredErasedAddress known) {
        RecordMetadata position = context.recordMetadata().orElseThrow();
        long decisions = known == null ? 0 : known.getDecisions();
        @Nullable ByteBuffer head = known == null ? null : known.getHead();
        StoredConsent consent = consents.get(key);
        StoredEmailConsent email = emails.get(key);
        if (consent != null) {
            decisions = consent.getDecisions();
            head = consent.getHead();
        } else if (email != null) {
            decisions = email.getDecisions();
            head = email.getHead();
        }
        ConsentChanged entry = ErasureMapper.toLedgerEntry(
                command.getCommandId(),
                command.getTenant(),
                command.getSubject(),
                command.getPseudonym(),
                command.getAskedAt(),
                decisions + 1,
                position.partition(),
                position.offset());
        return links.linkedAfter(head, entry);
    }
}

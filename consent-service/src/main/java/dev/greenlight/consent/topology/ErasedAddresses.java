package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import dev.greenlight.consent.mapping.ErasureMapper;
import dev.greenlight.consent.mapping.LedgerLinks;
import dev.greenlight.consent.mapping.Pseudonyms;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.schemas.consent.ConsentChanged;
import java.util.List;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Which addresses were erased, as one task knows it. Where none was, asking costs nothing. */
final class ErasedAddresses {

    private final KeyValueStore<String, StoredErasedAddress> marks;
    private final Pseudonyms pseudonyms;

    ErasedAddresses(KeyValueStore<String, StoredErasedAddress> marks, Pseudonyms pseudonyms) {
        this.marks = marks;
        this.pseudonyms = pseudonyms;
    }

    /** Null where the address was not erased. */
    @Nullable StoredErasedAddress find(String tenant, String address) {
        return find(marks, pseudonyms, tenant, address);
    }

    static @Nullable StoredErasedAddress find(
            ReadOnlyKeyValueStore<String, StoredErasedAddress> marks,
            Pseudonyms pseudonyms,
            String tenant,
            String address) {
        return marks.approximateNumEntries() == 0 ? null : marks.get(pseudonyms.of(tenant, address));
    }

    /** A list from another system must not bring back whom the company has promised to forget. */
    static boolean isNamed(
            ReadOnlyKeyValueStore<String, StoredErasedAddress> marks,
            Pseudonyms pseudonyms,
            String tenant,
            CustomerCommand request) {
        List<RequestedContactMethod> methods = request.fields().contactMethods();
        return methods != null
                && marks.approximateNumEntries() > 0
                && methods.stream().anyMatch(method -> marks.get(pseudonyms.of(tenant, method.value())) != null);
    }

    /**
     * Somebody at the company wants something for an address that was erased. What was sent for it holds the address again:
     * the entry has it erased by the next run, and nothing else is written down.
     */
    ConsentChanged eraseAgain(
            LedgerLinks links,
            String commandId,
            String tenant,
            String address,
            StoredErasedAddress mark,
            RecordMetadata position) {
        String pseudonym = pseudonyms.of(tenant, address);
        ConsentChanged entry = links.linkedAfter(
                mark.getHead(),
                ErasureMapper.toLedgerEntry(
                        commandId,
                        tenant,
                        address,
                        pseudonym,
                        mark.getErasedAt(),
                        mark.getDecisions() + 1,
                        position.partition(),
                        position.offset()));
        marks.put(pseudonym, ErasureMapper.toMark(entry, mark.getErasedAt()));
        return entry;
    }

    /**
     * The person is back.
     *
     * @return the key of the mark that there was
     */
    String forget(String tenant, String address) {
        String pseudonym = pseudonyms.of(tenant, address);
        marks.delete(pseudonym);
        return pseudonym;
    }
}

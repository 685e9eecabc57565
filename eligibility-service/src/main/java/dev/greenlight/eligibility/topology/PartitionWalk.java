package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.MemberPlace;
import java.util.NoSuchElementException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Goes through the records of a company in one partition, in the order of the keys, from fence to fence. */
final class PartitionWalk<K, V> implements AutoCloseable {

    private final int partition;
    private final String tenant;
    private final CompanyRecords<K, V> records;
    private final ReadOnlyKeyValueStore<K, V> store;
    private @Nullable KeyValueIterator<K, V> piece;
    private @Nullable String end;
    private @Nullable KeyValue<K, V> record;
    private @Nullable String seen;

    /**
     * Stands before the first record.
     *
     * @param from the text of the first key to look at
     */
    PartitionWalk(int partition, String tenant, String from, CompanyRecords<K, V> records) {
        this.partition = partition;
        this.tenant = tenant;
        this.records = records;
        this.store = records.partition(partition);
        open(from);
    }

    /** To the next record; false behind the last. */
    boolean advance() {
        while (piece != null) {
            while (piece.hasNext()) {
                KeyValue<K, V> next = piece.next();
                String text = records.text(next.key);
                // a piece begins with the key that the one before ended with; a value can be gone since it was listed
                if (next.value != null && (seen == null || MemberPlace.KEY_ORDER.compare(text, seen) > 0)) {
                    record = next;
                    seen = text;
                    return true;
                }
            }
            close();
            if (end != null) {
                open(end);
            }
        }
        return false;
    }

    KeyValue<K, V> record() {
        if (record == null) {
            throw new NoSuchElementException("Before the first record");
        }
        return record;
    }

    String text() {
        return records.text(record().key);
    }

    @Override
    public void close() {
        if (piece != null) {
            piece.close();
            piece = null;
        }
    }

    private void open(String from) {
        end = records.copiesKeys() ? records.fences().behind(partition, tenant, from, records, store) : null;
        K to = end == null ? records.behindAll(tenant) : records.key(tenant, end);
        piece = store.range(records.key(tenant, from), to);
    }
}

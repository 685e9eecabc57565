package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.mapping.BatchEditMapper;
import dev.greenlight.consent.stored.StoredBatchEdit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** A company's batch edits, which all lie in one partition. */
final class CompanyEdits {

    private static final int ALL = Integer.MAX_VALUE;

    private CompanyEdits() {}

    static String key(String tenant, String editId) {
        return tenant + ':' + editId;
    }

    static boolean anotherUnderWay(ReadOnlyKeyValueStore<String, StoredBatchEdit> edits, String tenant, String key) {
        for (String other : NextKeys.of(edits, tenant, "", ALL)) {
            if (!other.equals(key) && edit(edits, other).isUnderWay()) {
                return true;
            }
        }
        return false;
    }

    /** The newest first. */
    static List<BatchEditQueries.KnownEdit> newest(
            ReadOnlyKeyValueStore<String, StoredBatchEdit> edits, String tenant, int most) {
        List<BatchEditQueries.KnownEdit> known = new ArrayList<>();
        for (String key : NextKeys.of(edits, tenant, "", ALL)) {
            known.add(new BatchEditQueries.KnownEdit(NextKeys.id(key, tenant), edit(edits, key)));
        }
        known.sort(Comparator.comparing(CompanyEdits::begunAt).reversed());
        return List.copyOf(known.subList(0, Math.min(most, known.size())));
    }

    private static Instant begunAt(BatchEditQueries.KnownEdit known) {
        return known.edit().runs().getFirst().askedAt();
    }

    private static BatchEdit edit(ReadOnlyKeyValueStore<String, StoredBatchEdit> edits, String key) {
        return Objects.requireNonNull(BatchEditMapper.fromStored(edits.get(key)), "found just now");
    }
}

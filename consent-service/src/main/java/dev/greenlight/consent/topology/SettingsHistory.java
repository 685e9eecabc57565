package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.stored.StoredTenantSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The order of the store that keeps what each change made of a company's settings. */
final class SettingsHistory {

    private SettingsHistory() {}

    /** The keys of a company are in the order of its revisions. */
    static String key(String tenant, long revision) {
        return "%s:%019d".formatted(tenant, revision);
    }

    /**
     * What the changes made, the newest first.
     *
     * @param before only revisions before this one
     * @param limit the most to return
     */
    static List<TenantSettings> read(
            ReadOnlyKeyValueStore<String, StoredTenantSettings> store, String tenant, long before, int limit) {
        List<TenantSettings> found = new ArrayList<>();
        try (var kept = store.reverseRange(key(tenant, 0), key(tenant, before - 1))) {
            while (kept.hasNext() && found.size() < limit) {
                found.add(SettingsMapper.fromStored(kept.next().value));
            }
        }
        return found;
    }
}

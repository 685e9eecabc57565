package dev.greenlight.smsinbound.webhook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What one gateway's calls are verified with, by tenant; several while one is being replaced.
 *
 * <p>A tenant without any is given a decoy that nobody knows, so that a call for it fails after the same work.
 */
public final class TenantSecrets<K> {

    private final Map<String, List<K>> byTenant = new HashMap<>();
    private final List<K> decoy;

    /**
     * @param secretsByTenant as configured
     * @param toKey makes a secret ready to verify with; may throw for one that cannot be used
     * @param decoy which nothing verifies against
     */
    public <S> TenantSecrets(Map<String, List<S>> secretsByTenant, Function<? super S, ? extends K> toKey, K decoy) {
        secretsByTenant.forEach((tenant, secrets) -> {
            if (!secrets.isEmpty()) {
                byTenant.put(tenant, secrets.stream().<K>map(toKey).toList());
            }
        });
        this.decoy = List.of(decoy);
    }

    /** Empty for a tenant without any. */
    public List<K> configured(String tenant) {
        return byTenant.getOrDefault(tenant, List.of());
    }

    /** Never empty. */
    public List<K> of(String tenant) {
        return byTenant.getOrDefault(tenant, decoy);
    }
}

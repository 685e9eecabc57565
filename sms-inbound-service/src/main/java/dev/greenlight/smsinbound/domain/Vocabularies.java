package dev.greenlight.smsinbound.domain;

import dev.greenlight.smsinbound.domain.understanding.Vocabulary;
import java.util.Map;

/** Which vocabulary a text to a number of a company is read with. */
public final class Vocabularies {

    private final Map<String, Vocabulary> byTenant;
    private final Map<String, Map<String, Vocabulary>> byNumber;

    /**
     * @param byTenant of companies that add something to the default
     * @param byNumber per company, of its numbers that have one of their own
     */
    public Vocabularies(Map<String, Vocabulary> byTenant, Map<String, Map<String, Vocabulary>> byNumber) {
        this.byTenant = Map.copyOf(byTenant);
        this.byNumber = Map.copyOf(byNumber);
    }

    /** The number's own, or else the company's, or else the default. */
    public Vocabulary of(String tenant, String number) {
        Vocabulary ofNumber = byNumber.getOrDefault(tenant, Map.of()).get(number);
        return ofNumber != null ? ofNumber : byTenant.getOrDefault(tenant, Vocabulary.DEFAULT);
    }
}

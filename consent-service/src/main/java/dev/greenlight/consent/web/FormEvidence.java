package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.ledger.LedgerEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a person filled in and was shown, read back from the evidence of a request. Whoever opens requests by hand may call
 * them forms too, with any evidence: then there is nothing to read.
 *
 * @param name as the person wrote it; null where it was left out
 * @param words beside the box that was ticked; null where only their version is known
 */
record FormEvidence(@Nullable String name, @Nullable String words) {

    static final String NAME = "name";
    static final String WORDS = "words";

    private static final FormEvidence NONE = new FormEvidence(null, null);

    static FormEvidence of(LedgerEntry.@Nullable Request request, JsonMapper json) {
        if (request == null || !request.source().equals(OptInSource.WEB_FORM.name())) {
            return NONE;
        }
        try {
            JsonNode evidence = json.readTree(request.evidence());
            return new FormEvidence(text(evidence, NAME), text(evidence, WORDS));
        } catch (JacksonException e) {
            return NONE;
        }
    }

    private static @Nullable String text(JsonNode evidence, String field) {
        String text = evidence.path(field).stringValue("");
        return text.isEmpty() ? null : text;
    }
}

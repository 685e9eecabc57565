package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.stored.StoredReevaluation;
import dev.greenlight.schemas.topic.TopicKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts of a task have yet to be judged again, because the settings of their company or our rules are other
 * ones. What is left to do is state, so that no restart forgets it.
 */
final class Reevaluations {

    /** One more than in the release before whenever the rules decide something else about the same facts. */
    static final int RULES = 2;

    /** Stands for all contacts; no company can have this name. */
    static final String EVERYBODY = "*";

    private final KeyValueStore<String, StoredReevaluation> store;
    private final ProcessorContext<?, ?> context;

    Reevaluations(ProcessorContext<?, ?> context) {
        this.context = context;
        this.store = context.getStateStore(EligibilityTopology.REEVALUATION_STORE);
    }

    /**
     * Something to do.
     *
     * @param whose a company, or {@link #EVERYBODY}
     * @param after the key of the last contact that was judged; empty before the first
     * @param cause why
     */
    record Pass(String whose, String after, Cause cause) {

        /** Whether the contact has not been judged yet. */
        boolean isAheadOf(ContactKey key) {
            byte[] contact = TopicKeys.ofAddress(key.tenant(), key.address()).getBytes(StandardCharsets.UTF_8);
            return Arrays.compareUnsigned(contact, after.getBytes(StandardCharsets.UTF_8)) > 0;
        }
    }

    /** From the first contact of the company on, whatever was under way. */
    void begin(String tenant, Cause cause) {
        reached(new Pass(tenant, "", cause));
    }

    void reached(Pass pass) {
        store.put(pass.whose(), stored(pass, pass.after()));
    }

    void finished(Pass pass) {
        // of a company nothing is left to know; of all contacts, that they were judged by these rules
        store.put(pass.whose(), pass.whose().equals(EVERYBODY) ? stored(pass, null) : null);
    }

    /** Something that has yet to be done: a company's first, because somebody may be waiting. */
    Optional<Pass> next() {
        try (KeyValueIterator<String, StoredReevaluation> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, StoredReevaluation> entry = all.next();
                if (!entry.key.equals(EVERYBODY)) {
                    return Optional.of(pass(entry.key, entry.value));
                }
            }
        }
        return Optional.ofNullable(everybody());
    }

    /** Why the contact has yet to be judged again; null for one that what is published is right about. */
    @Nullable Cause missedBy(ContactKey key) {
        StoredReevaluation ofCompany = store.get(key.tenant());
        if (ofCompany != null) {
            Pass pass = pass(key.tenant(), ofCompany);
            if (pass.isAheadOf(key)) {
                return pass.cause();
            }
        }
        Pass everybody = everybody();
        return everybody != null && everybody.isAheadOf(key) ? everybody.cause() : null;
    }

    private @Nullable Pass everybody() {
        StoredReevaluation stored = store.get(EVERYBODY);
        if (stored == null || stored.getRules() != RULES) {
            var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
            return new Pass(EVERYBODY, "", new Cause("rules-" + RULES, now, "a new release of the rules"));
        }
        return stored.getAfter() == null ? null : pass(EVERYBODY, stored);
    }

    private static Pass pass(String whose, StoredReevaluation stored) {
        var cause = new Cause(stored.getEventId(), stored.getAt(), stored.getBy());
        String after = stored.getAfter();
        return new Pass(whose, after == null ? "" : after, cause);
    }

    private static StoredReevaluation stored(Pass pass, @Nullable String after) {
        Cause cause = pass.cause();
        return new StoredReevaluation(RULES, after, cause.eventId(), cause.at(), cause.by());
    }
}

package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.Hash64;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.Condition;
import dev.greenlight.eligibility.domain.rule.Eligibility;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.rule.Subject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many contact methods of an audience's kind its rules let through, and how many not for which reasons. */
public final class ReasonCounts {

    private static final int SMALLEST = 16;

    private final Audience audience;
    private final boolean ofEmails;
    private final Map<List<Exclusion>, Long> excluded = new HashMap<>();
    private long eligible;
    private long[] customers = new long[SMALLEST];

    public ReasonCounts(Audience audience) {
        this.audience = audience;
        this.ofEmails = audience.rules().conditions().contains(Condition.EMAIL_ADDRESS);
    }

    /** Counts the address once for each customer that has it; not at all where the audience is not about such. */
    public void add(String address, ContactFacts facts, CompanySettings settings) {
        if (address.startsWith("+") == ofEmails) {
            return;
        }
        for (Holder holder : facts.holders()) {
            Eligibility eligibility = audience.rules().judge(new Subject(holder, facts.consent(), settings));
            if (!eligibility.isEligible()) {
                excluded.merge(eligibility.exclusions(), 1L, Long::sum);
            } else {
                remember(holder.customerId());
                eligible++;
            }
        }
    }

    public long eligible() {
        return eligible;
    }

    /** By all reasons that hold together, each list in the order of the rules. */
    public Map<List<Exclusion>, Long> excluded() {
        return Map.copyOf(excluded);
    }

    /** The customers with an email address that may be written to, as {@link Hash64}, each once; none for texts. */
    public long[] customers() {
        return ofEmails ? Arrays.stream(customers, 0, (int) eligible).distinct().toArray() : new long[0];
    }

    private void remember(String customerId) {
        if (ofEmails) {
            if (eligible == customers.length) {
                customers = Arrays.copyOf(customers, customers.length * 2);
            }
            customers[(int) eligible] = Hash64.of(customerId);
        }
    }
}

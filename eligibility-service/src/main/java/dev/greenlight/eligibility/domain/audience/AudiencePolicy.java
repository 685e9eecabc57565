package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.Eligibility;
import dev.greenlight.eligibility.domain.rule.Subject;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides who joins and who leaves when the facts about an address or the settings of its company change. */
public final class AudiencePolicy {

    private static final Audience[] AUDIENCES = Audience.values();

    private AudiencePolicy() {}

    /**
     * Asks the rules of every audience about every holder, and compares with what is published.
     *
     * @param contact the contact so far
     * @param after the new facts; removed holders still in them
     * @param settings of the company
     * @param cause what changed the facts or the settings
     */
    public static AudienceDecision decide(Contact contact, ContactFacts after, CompanySettings settings, Cause cause) {
        ContactFacts before = contact.facts();
        Memberships remaining = contact.published();
        var differences = new ArrayList<Difference>(2);
        for (Holder holder : after.holders()) {
            for (Audience audience : AUDIENCES) {
                Membership membership = remaining.of(holder.customerId(), audience);
                if (membership == null && audience.isOutOfQuestionFor(holder)) {
                    continue;
                }
                Eligibility eligibility = audience.rules().judge(new Subject(holder, after.consent(), settings));
                if (eligibility.isEligible() && membership == null) {
                    // not the time of the cause: the lanes meet in any order, and the last to arrive is not
                    // always the last that happened
                    var joined = new Membership(holder.customerId(), audience, eligibility.completeSince(cause.at()));
                    remaining = remaining.plus(joined);
                    differences.add(new Difference.Joined(joined, holder, after.consent(), cause));
                } else if (!eligibility.isEligible() && membership != null) {
                    remaining = remaining.minus(membership);
                    differences.add(new Difference.Left(membership, holder, eligibility.exclusions(), cause));
                } else if (membership != null && looksDifferent(holder, before, after)) {
                    differences.add(new Difference.Renewed(membership, holder, after.consent(), cause));
                }
            }
        }
        return new AudienceDecision(new Contact(after.withoutRemoved(), remaining), differences);
    }

    /** Whether the audience topics show something about the holder that has changed. */
    private static boolean looksDifferent(Holder holder, ContactFacts before, ContactFacts after) {
        Holder known = before.holder(holder.customerId());
        return known == null
                || !known.method().contactMethodId().equals(holder.method().contactMethodId())
                || known.method().position() != holder.method().position()
                || !Objects.equals(known.method().language(), holder.method().language())
                || !Objects.equals(proof(before.consent()), proof(after.consent()));
    }

    private static @Nullable String proof(@Nullable Consent consent) {
        return consent == null ? null : consent.setBy().eventId();
    }
}

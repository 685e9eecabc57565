package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.audience.Difference;
import dev.greenlight.eligibility.domain.audience.EmailChoice;
import dev.greenlight.eligibility.domain.audience.EmailChoice.Shown;
import dev.greenlight.eligibility.domain.audience.EmailStanding;
import dev.greenlight.eligibility.domain.audience.EmailStanding.Candidate;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.stored.StoredEmailCandidate;
import dev.greenlight.eligibility.stored.StoredEmailChoice;
import dev.greenlight.eligibility.stored.StoredEmailStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes and reads what the customer's partition is told about its email addresses, and what it keeps of that. */
public final class EmailChoiceMapper {

    private EmailChoiceMapper() {}

    public static CustomerKey customerOf(ContactKey contact, Difference difference) {
        return new CustomerKey(contact.tenant(), difference.membership().customerId());
    }

    /** What a difference of an email address means for its customer. */
    public static StoredEmailStanding toRecord(ContactKey contact, Difference difference) {
        return switch (difference) {
            case Difference.Joined joined -> toRecord(contact, joined, true, joined.consent(), List.of());
            case Difference.Renewed renewed -> toRecord(contact, renewed, true, renewed.consent(), List.of());
            case Difference.Left left -> toRecord(contact, left, false, null, left.exclusions());
        };
    }

    public static EmailStanding toNews(StoredEmailStanding stored) {
        Instant since = stored.getSince();
        var candidate = since == null
                ? null
                : new Candidate(
                        stored.getAddress(),
                        stored.getContactMethodId(),
                        stored.getLanguage(),
                        stored.getPosition(),
                        since,
                        stored.getConsentEventId());
        List<Exclusion> exclusions = Stream.of(Exclusion.values())
                .filter(exclusion -> stored.getExclusions().contains(exclusion.name()))
                .toList();
        return new EmailStanding(
                stored.getAddress(),
                candidate,
                exclusions,
                new Cause(stored.getEventId(), stored.getAt(), stored.getBy()));
    }

    public static EmailChoice fromStore(@Nullable StoredEmailChoice stored) {
        if (stored == null) {
            return EmailChoice.NONE;
        }
        var candidates = new ArrayList<Candidate>(stored.getCandidates().size());
        for (StoredEmailCandidate candidate : stored.getCandidates()) {
            candidates.add(new Candidate(
                    candidate.getAddress(),
                    candidate.getContactMethodId(),
                    candidate.getLanguage(),
                    candidate.getPosition(),
                    candidate.getSince(),
                    candidate.getConsentEventId()));
        }
        var cause = new Cause(stored.getSetByEventId(), stored.getSetAt(), stored.getSetBy());
        return new EmailChoice(candidates, new Shown(stored.getShown(), stored.getShownSince(), cause));
    }

    /** Null for a customer with no address that may be written to. */
    public static @Nullable StoredEmailChoice toStore(EmailChoice choice) {
        Shown shown = choice.shown();
        if (shown == null) {
            return null;
        }
        var candidates = new ArrayList<StoredEmailCandidate>(choice.candidates().size());
        for (Candidate candidate : choice.candidates()) {
            candidates.add(new StoredEmailCandidate(
                    candidate.address(),
                    candidate.contactMethodId(),
                    candidate.language(),
                    candidate.position(),
                    candidate.since(),
                    candidate.consentEventId()));
        }
        Cause cause = shown.cause();
        return new StoredEmailChoice(
                candidates, shown.address(), shown.since(), cause.eventId(), cause.at(), cause.by());
    }

    private static StoredEmailStanding toRecord(
            ContactKey contact,
            Difference difference,
            boolean may,
            @Nullable Consent consent,
            List<Exclusion> exclusions) {
        Holder holder = difference.holder();
        Cause cause = difference.cause();
        return new StoredEmailStanding(
                contact.address(),
                holder.method().contactMethodId(),
                holder.method().language(),
                holder.method().position(),
                may ? difference.membership().since() : null,
                consent == null ? null : consent.setBy().eventId(),
                exclusions.stream().map(Exclusion::name).toList(),
                cause.eventId(),
                cause.at(),
                cause.by());
    }
}

package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.audience.EmailChoice.Shown;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.Holder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member as the topic of its audience shows it.
 *
 * @param contactMethodId null in an audience of customers
 * @param address null in an audience of customers
 * @param language BCP 47 tag; null where it is not known
 * @param since when the last of what the audience asks for came true
 * @param consentEventId the ledger entry with what the person said last; null where nothing is recorded
 */
public record Member(
        String customerId,
        @Nullable String contactMethodId,
        @Nullable String address,
        @Nullable String language,
        Instant since,
        @Nullable String consentEventId) {

    /** Who is in the audience with the address, by customer. */
    public static List<Member> of(String address, Contact contact, Audience audience) {
        Consent consent = contact.facts().consent();
        var members = new ArrayList<Member>(1);
        for (Membership membership : contact.published().all()) {
            Holder holder = contact.facts().holder(membership.customerId());
            if (membership.audience() == audience && holder != null) {
                members.add(new Member(
                        holder.customerId(),
                        holder.method().contactMethodId(),
                        address,
                        holder.method().language(),
                        membership.since(),
                        consent == null ? null : consent.setBy().eventId()));
            }
        }
        members.sort(Comparator.comparing(Member::customerId));
        return members;
    }

    /** The customer with the email address that is shown; empty where none is. */
    public static List<Member> of(String customerId, EmailChoice choice) {
        Shown shown = choice.shown();
        if (shown == null) {
            return List.of();
        }
        return choice.candidates().stream()
                .filter(candidate -> candidate.address().equals(shown.address()))
                .map(candidate -> new Member(
                        customerId,
                        candidate.contactMethodId(),
                        candidate.address(),
                        candidate.language(),
                        shown.since(),
                        candidate.consentEventId()))
                .toList();
    }

    /** The customer, where post may be sent to it; empty where not. */
    public static List<Member> of(String customerId, DirectMail mail) {
        DirectMail.Shown shown = mail.shown();
        return shown == null ? List.of() : List.of(new Member(customerId, null, null, null, shown.since(), null));
    }

    /** Safe for logs: the address is personal data. */
    @Override
    public String toString() {
        return "Member[" + customerId + ", ***]";
    }
}

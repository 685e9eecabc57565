package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.Difference;
import dev.greenlight.eligibility.domain.audience.Difference.Joined;
import dev.greenlight.eligibility.domain.audience.Difference.Left;
import dev.greenlight.eligibility.domain.audience.Difference.Renewed;
import dev.greenlight.eligibility.domain.audience.EmailDifference;
import dev.greenlight.eligibility.domain.audience.EmailStanding.Candidate;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.topic.TopicKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what the audience topics show. */
public final class MembershipMapper {

    private MembershipMapper() {}

    public static String audienceKey(ContactKey contact, Difference difference) {
        return TopicKeys.ofCustomerAddress(
                contact.tenant(), difference.membership().customerId(), contact.address());
    }

    public static String customerKey(CustomerKey customer, EmailDifference difference) {
        return TopicKeys.ofCustomer(customer.tenant(), customer.customerId());
    }

    public static String customerKey(ContactKey contact, Difference difference) {
        return TopicKeys.ofCustomer(contact.tenant(), difference.membership().customerId());
    }

    /** The member; null, a tombstone, for one that left. */
    public static @Nullable AudienceMember toMember(ContactKey contact, Difference difference) {
        return switch (difference) {
            case Joined joined -> toMember(contact, joined, joined.consent());
            case Renewed renewed -> toMember(contact, renewed, renewed.consent());
            case Left left -> null;
        };
    }

    /** The fact; null for a member that stays, about which there is nothing to tell. */
    public static @Nullable MembershipChanged toFact(ContactKey contact, Difference difference) {
        return switch (difference) {
            case Joined joined -> toFact(contact, joined, MembershipChange.JOINED, List.of());
            case Renewed renewed -> null;
            case Left left -> toFact(contact, left, MembershipChange.LEFT, left.exclusions());
        };
    }

    private static AudienceMember toMember(ContactKey contact, Difference difference, @Nullable Consent consent) {
        var holder = difference.holder();
        return new AudienceMember(
                contact.tenant(),
                holder.customerId(),
                holder.method().contactMethodId(),
                contact.address(),
                holder.method().language(),
                difference.membership().since(),
                consent == null ? null : consent.setBy().eventId());
    }

    public static String audienceKey(CustomerKey customer, EmailDifference difference) {
        return TopicKeys.ofCustomerAddress(
                customer.tenant(), customer.customerId(), difference.candidate().address());
    }

    /** The member; null, a tombstone, for an address that left. */
    public static @Nullable AudienceMember toMember(CustomerKey customer, EmailDifference difference) {
        return switch (difference) {
            case EmailDifference.Joined joined -> toMember(customer, joined.candidate(), joined.since());
            case EmailDifference.Renewed renewed -> toMember(customer, renewed.candidate(), renewed.since());
            case EmailDifference.Left left -> null;
        };
    }

    /** The fact; null for a member that stays, about which there is nothing to tell. */
    public static @Nullable MembershipChanged toFact(CustomerKey customer, EmailDifference difference) {
        var contact = new ContactKey(customer.tenant(), difference.candidate().address());
        return switch (difference) {
            case EmailDifference.Joined joined ->
                toFact(
                        contact,
                        customer.customerId(),
                        joined.candidate().contactMethodId(),
                        Audience.EMAIL_MARKETING,
                        MembershipChange.JOINED,
                        List.of(),
                        joined.cause());
            case EmailDifference.Renewed renewed -> null;
            case EmailDifference.Left left ->
                toFact(
                        contact,
                        customer.customerId(),
                        left.candidate().contactMethodId(),
                        Audience.EMAIL_MARKETING,
                        MembershipChange.LEFT,
                        left.exclusions(),
                        left.cause());
        };
    }

    private static AudienceMember toMember(CustomerKey customer, Candidate candidate, Instant since) {
        return new AudienceMember(
                customer.tenant(),
                customer.customerId(),
                candidate.contactMethodId(),
                candidate.address(),
                candidate.language(),
                since,
                candidate.consentEventId());
    }

    private static MembershipChanged toFact(
            ContactKey contact, Difference difference, MembershipChange change, List<Exclusion> exclusions) {
        var holder = difference.holder();
        return toFact(
                contact,
                holder.customerId(),
                holder.method().contactMethodId(),
                difference.membership().audience(),
                change,
                exclusions,
                difference.cause());
    }

    private static MembershipChanged toFact(
            ContactKey contact,
            String customerId,
            String contactMethodId,
            Audience audience,
            MembershipChange change,
            List<Exclusion> exclusions,
            Cause cause) {
        // the same cause makes the same id, so that a replay repeats it and a reader can tell
        String name = String.join(
                "|",
                cause.eventId(),
                audience.code(),
                change.name(),
                TopicKeys.ofCustomerAddress(contact.tenant(), customerId, contact.address()));
        return new MembershipChanged(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                contact.tenant(),
                customerId,
                contactMethodId,
                contact.address(),
                audience.code(),
                change,
                exclusions.stream().map(MembershipMapper::toSchema).toList(),
                cause.eventId(),
                cause.at());
    }

    static dev.greenlight.schemas.audience.Exclusion toSchema(Exclusion exclusion) {
        return dev.greenlight.schemas.audience.Exclusion.valueOf(exclusion.name());
    }
}

package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.audience.Difference;
import dev.greenlight.eligibility.domain.audience.Difference.Joined;
import dev.greenlight.eligibility.domain.audience.Difference.Left;
import dev.greenlight.eligibility.domain.audience.Difference.Renewed;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.topic.TopicKeys;
import java.nio.charset.StandardCharsets;
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

    private static MembershipChanged toFact(
            ContactKey contact, Difference difference, MembershipChange change, List<Exclusion> exclusions) {
        var holder = difference.holder();
        var cause = difference.cause();
        return new MembershipChanged(
                eventId(contact, difference, change),
                contact.tenant(),
                holder.customerId(),
                holder.method().contactMethodId(),
                contact.address(),
                difference.membership().audience().code(),
                change,
                exclusions.stream().map(MembershipMapper::toSchema).toList(),
                cause.eventId(),
                cause.at());
    }

    /** The same cause makes the same id, so that a replay repeats it and a reader can tell. */
    private static String eventId(ContactKey contact, Difference difference, MembershipChange change) {
        String name = String.join(
                "|",
                difference.cause().eventId(),
                difference.membership().audience().code(),
                change.name(),
                audienceKey(contact, difference));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static dev.greenlight.schemas.audience.Exclusion toSchema(Exclusion exclusion) {
        return dev.greenlight.schemas.audience.Exclusion.valueOf(exclusion.name());
    }
}

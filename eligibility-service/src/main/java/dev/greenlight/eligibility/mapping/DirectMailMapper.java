package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.audience.Addressee;
import dev.greenlight.eligibility.domain.audience.CustomerMail;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.DirectMailDifference;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.contact.MailFlags;
import dev.greenlight.eligibility.domain.contact.Origin;
import dev.greenlight.eligibility.domain.contact.PostalAddress;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.stored.StoredDirectMail;
import dev.greenlight.eligibility.stored.StoredMailOrigin;
import dev.greenlight.schemas.audience.DirectMailMember;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.topic.TopicKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what customer records say about post, keeps what was decided, and writes what the audience shows. */
public final class DirectMailMapper {

    /** In facts about customers, which are of no contact method and no address. */
    private static final String NO_CONTACT_METHOD = "";

    private DirectMailMapper() {}

    /** Null for a tombstone: the record is gone. */
    public static @Nullable CustomerMail toNews(@Nullable CustomerState state) {
        return state == null
                ? null
                : new CustomerMail(
                        state.getRevision(),
                        state.getActive(),
                        state.getDoNotMail(),
                        state.getDoNotService(),
                        toAddressee(state));
    }

    public static DirectMail fromStore(@Nullable StoredDirectMail stored) {
        if (stored == null) {
            return DirectMail.NONE;
        }
        var origins = new ArrayList<Origin>(stored.getOrigins().size());
        for (StoredMailOrigin origin : stored.getOrigins()) {
            origins.add(new Origin(
                    new Flags(origin.getFlags()), new Cause(origin.getEventId(), origin.getAt(), origin.getBy())));
        }
        Instant since = stored.getSince();
        return new DirectMail(
                new MailFlags(stored.getRevision(), new Flags(stored.getFlags()), origins),
                since == null ? null : new DirectMail.Shown(since, stored.getFingerprint()));
    }

    /** Null for a customer that nothing is known about. */
    public static @Nullable StoredDirectMail toStore(DirectMail mail) {
        MailFlags flags = mail.flags();
        if (flags == null) {
            return null;
        }
        var origins = new ArrayList<StoredMailOrigin>(flags.origins().size());
        for (Origin origin : flags.origins()) {
            Cause cause = origin.cause();
            origins.add(new StoredMailOrigin(origin.flags().bits(), cause.eventId(), cause.at(), cause.by()));
        }
        DirectMail.Shown shown = mail.shown();
        return new StoredDirectMail(
                flags.revision(),
                flags.flags().bits(),
                origins,
                shown == null ? null : shown.since(),
                shown == null ? 0 : shown.fingerprint());
    }

    /** The member; null, a tombstone, for a customer that left. */
    public static @Nullable DirectMailMember toMember(CustomerKey customer, DirectMailDifference difference) {
        return switch (difference) {
            case DirectMailDifference.Joined joined ->
                toMember(customer, joined.addressee(), joined.since(), joined.cause());
            case DirectMailDifference.Renewed renewed ->
                toMember(customer, renewed.addressee(), renewed.since(), renewed.cause());
            case DirectMailDifference.Left left -> null;
        };
    }

    /** The fact; null for a customer that stays, about which there is nothing to tell. */
    public static @Nullable MembershipChanged toFact(CustomerKey customer, DirectMailDifference difference) {
        return switch (difference) {
            case DirectMailDifference.Joined joined ->
                toFact(customer, MembershipChange.JOINED, List.of(), joined.cause());
            case DirectMailDifference.Renewed renewed -> null;
            case DirectMailDifference.Left left ->
                toFact(customer, MembershipChange.LEFT, left.exclusions(), left.cause());
        };
    }

    private static @Nullable Addressee toAddressee(CustomerState state) {
        dev.greenlight.schemas.consent.PostalAddress address = state.getAddress();
        return address == null
                ? null
                : new Addressee(
                        state.getName(),
                        new PostalAddress(
                                address.getStreet(),
                                address.getUnit(),
                                address.getCity(),
                                address.getState(),
                                address.getZip(),
                                address.getCountry()),
                        state.getLanguage());
    }

    private static DirectMailMember toMember(CustomerKey customer, Addressee addressee, Instant since, Cause cause) {
        PostalAddress address = addressee.address();
        return new DirectMailMember(
                customer.tenant(),
                customer.customerId(),
                addressee.name(),
                address.street(),
                address.unit(),
                address.city(),
                address.state(),
                address.zip(),
                address.country(),
                addressee.language(),
                since,
                cause.eventId());
    }

    private static MembershipChanged toFact(
            CustomerKey customer, MembershipChange change, List<Exclusion> exclusions, Cause cause) {
        // the same cause makes the same id, so that a replay repeats it and a reader can tell
        String name = String.join(
                "|",
                cause.eventId(),
                DirectMail.CODE,
                change.name(),
                TopicKeys.ofCustomer(customer.tenant(), customer.customerId()));
        return new MembershipChanged(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                customer.tenant(),
                customer.customerId(),
                NO_CONTACT_METHOD,
                NO_CONTACT_METHOD,
                DirectMail.CODE,
                change,
                exclusions.stream().map(MembershipMapper::toSchema).toList(),
                cause.eventId(),
                cause.at());
    }
}

package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.audience.Membership;
import dev.greenlight.eligibility.domain.audience.Memberships;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactMethod;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.contact.OptOutScope;
import dev.greenlight.eligibility.domain.contact.Origin;
import dev.greenlight.eligibility.domain.contact.Suppression;
import dev.greenlight.eligibility.stored.StoredAudience;
import dev.greenlight.eligibility.stored.StoredConsent;
import dev.greenlight.eligibility.stored.StoredConsentStatus;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredHolder;
import dev.greenlight.eligibility.stored.StoredMembership;
import dev.greenlight.eligibility.stored.StoredOptOutScope;
import dev.greenlight.eligibility.stored.StoredOrigin;
import dev.greenlight.eligibility.stored.StoredSuppression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contact as it is kept in the store. On the way of every STOP, once in each direction. */
public final class ContactFactsMapper {

    private ContactFactsMapper() {}

    public static Contact fromStore(@Nullable StoredContactFacts stored) {
        if (stored == null) {
            return Contact.UNKNOWN;
        }
        var holders = new ArrayList<Holder>(stored.getHolders().size());
        var memberships = new ArrayList<Membership>(stored.getHolders().size());
        for (StoredHolder holder : stored.getHolders()) {
            holders.add(toHolder(holder));
            addMemberships(holder, memberships);
        }
        return new Contact(new ContactFacts(holders, toConsent(stored.getConsent())), new Memberships(memberships));
    }

    public static StoredContactFacts toStore(Contact contact) {
        var holders = new ArrayList<StoredHolder>(contact.facts().holders().size());
        for (Holder holder : contact.facts().holders()) {
            holders.add(new StoredHolder(
                    holder.customerId(),
                    holder.method().contactMethodId(),
                    holder.method().language(),
                    holder.revision(),
                    holder.method().flags().bits(),
                    holder.method().position(),
                    storedOrigins(holder),
                    storedMemberships(holder, contact.published())));
        }
        return new StoredContactFacts(holders, storedConsent(contact.facts().consent()));
    }

    private static Holder toHolder(StoredHolder stored) {
        var origins = new ArrayList<Origin>(stored.getOrigins().size());
        for (StoredOrigin origin : stored.getOrigins()) {
            var cause = new Cause(origin.getEventId(), origin.getAt(), origin.getBy());
            origins.add(new Origin(new Flags(origin.getFlags()), cause));
        }
        var method = new ContactMethod(
                stored.getContactMethodId(), stored.getLanguage(), new Flags(stored.getFlags()), stored.getPosition());
        return new Holder(stored.getCustomerId(), method, stored.getRevision(), origins);
    }

    private static void addMemberships(StoredHolder holder, List<Membership> memberships) {
        for (StoredMembership stored : holder.getMemberships()) {
            Audience audience = audienceOf(stored.getAudience());
            // one that only a newer version publishes is not ours to take members from
            if (audience != null) {
                memberships.add(new Membership(holder.getCustomerId(), audience, stored.getSince()));
            }
        }
    }

    private static @Nullable Consent toConsent(@Nullable StoredConsent stored) {
        if (stored == null) {
            return null;
        }
        var setBy = new Cause(stored.getEventId(), stored.getSince(), stored.getBy());
        return new Consent(
                statusOf(stored.getStatus()),
                scopeOf(stored.getOptOutScope()),
                stored.getSequence(),
                setBy,
                stored.getPendingUntil(),
                suppressionOf(stored.getSuppression()));
    }

    private static List<StoredOrigin> storedOrigins(Holder holder) {
        var stored = new ArrayList<StoredOrigin>(holder.origins().size());
        for (Origin origin : holder.origins()) {
            Cause cause = origin.cause();
            stored.add(new StoredOrigin(origin.flags().bits(), cause.eventId(), cause.at(), cause.by()));
        }
        return stored;
    }

    private static List<StoredMembership> storedMemberships(Holder holder, Memberships published) {
        var stored = new ArrayList<StoredMembership>(2);
        for (Membership membership : published.all()) {
            if (membership.customerId().equals(holder.customerId())) {
                stored.add(new StoredMembership(storedAudience(membership.audience()), membership.since()));
            }
        }
        return stored;
    }

    private static @Nullable StoredConsent storedConsent(@Nullable Consent consent) {
        if (consent == null) {
            return null;
        }
        Cause setBy = consent.setBy();
        return new StoredConsent(
                storedStatus(consent.status()),
                storedScope(consent.scope()),
                consent.sequence(),
                setBy.eventId(),
                setBy.at(),
                setBy.by(),
                consent.pendingUntil(),
                storedSuppression(consent.suppression()));
    }

    private static @Nullable Audience audienceOf(StoredAudience stored) {
        return switch (stored) {
            case SMS_MARKETING -> Audience.SMS_MARKETING;
            case SMS_TRANSACTIONAL -> Audience.SMS_TRANSACTIONAL;
            case EMAIL_MARKETING -> Audience.EMAIL_MARKETING;
            case UNSOLD_ESTIMATES -> Audience.UNSOLD_ESTIMATES;
            case UNKNOWN -> null;
        };
    }

    private static StoredAudience storedAudience(Audience audience) {
        return switch (audience) {
            case SMS_MARKETING -> StoredAudience.SMS_MARKETING;
            case SMS_TRANSACTIONAL -> StoredAudience.SMS_TRANSACTIONAL;
            case EMAIL_MARKETING -> StoredAudience.EMAIL_MARKETING;
            case UNSOLD_ESTIMATES -> StoredAudience.UNSOLD_ESTIMATES;
        };
    }

    private static ConsentStatus statusOf(StoredConsentStatus stored) {
        return switch (stored) {
            case UNKNOWN -> ConsentStatus.UNKNOWN;
            case NEVER_ASKED -> ConsentStatus.NEVER_ASKED;
            case PENDING -> ConsentStatus.PENDING;
            case OPTED_IN -> ConsentStatus.OPTED_IN;
            case OPTED_OUT -> ConsentStatus.OPTED_OUT;
            case ON_HOLD -> ConsentStatus.ON_HOLD;
            case BLOCKED_AT_GATEWAY -> ConsentStatus.BLOCKED_AT_GATEWAY;
        };
    }

    private static StoredConsentStatus storedStatus(ConsentStatus status) {
        return switch (status) {
            case UNKNOWN -> StoredConsentStatus.UNKNOWN;
            case NEVER_ASKED -> StoredConsentStatus.NEVER_ASKED;
            case PENDING -> StoredConsentStatus.PENDING;
            case OPTED_IN -> StoredConsentStatus.OPTED_IN;
            case OPTED_OUT -> StoredConsentStatus.OPTED_OUT;
            case ON_HOLD -> StoredConsentStatus.ON_HOLD;
            case BLOCKED_AT_GATEWAY -> StoredConsentStatus.BLOCKED_AT_GATEWAY;
        };
    }

    private static Suppression suppressionOf(StoredSuppression stored) {
        return switch (stored) {
            case UNKNOWN -> Suppression.NOT_READ;
            case NONE -> Suppression.NONE;
            case OTHER -> Suppression.OTHER;
            case BOUNCE -> Suppression.BOUNCE;
            case MANUAL_UNSUBSCRIBE -> Suppression.MANUAL_UNSUBSCRIBE;
            case NEVER_EMAIL -> Suppression.NEVER_EMAIL;
            case UNSUBSCRIBE -> Suppression.UNSUBSCRIBE;
            case SPAM_REPORT -> Suppression.SPAM_REPORT;
        };
    }

    private static StoredSuppression storedSuppression(Suppression suppression) {
        return switch (suppression) {
            case NOT_READ -> StoredSuppression.UNKNOWN;
            case NONE -> StoredSuppression.NONE;
            case OTHER -> StoredSuppression.OTHER;
            case BOUNCE -> StoredSuppression.BOUNCE;
            case MANUAL_UNSUBSCRIBE -> StoredSuppression.MANUAL_UNSUBSCRIBE;
            case NEVER_EMAIL -> StoredSuppression.NEVER_EMAIL;
            case UNSUBSCRIBE -> StoredSuppression.UNSUBSCRIBE;
            case SPAM_REPORT -> StoredSuppression.SPAM_REPORT;
        };
    }

    private static OptOutScope scopeOf(StoredOptOutScope stored) {
        return switch (stored) {
            case NONE -> OptOutScope.NONE;
            case MARKETING -> OptOutScope.MARKETING;
            case ALL, UNKNOWN -> OptOutScope.ALL;
        };
    }

    private static StoredOptOutScope storedScope(OptOutScope scope) {
        return switch (scope) {
            case NONE -> StoredOptOutScope.NONE;
            case MARKETING -> StoredOptOutScope.MARKETING;
            case ALL -> StoredOptOutScope.ALL;
        };
    }
}

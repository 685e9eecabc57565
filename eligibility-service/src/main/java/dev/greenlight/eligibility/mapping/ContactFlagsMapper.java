package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactFlags;
import dev.greenlight.eligibility.domain.contact.ContactMethod;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.stored.StoredContactFlags;
import dev.greenlight.eligibility.stored.StoredContactMethod;
import org.jspecify.annotations.Nullable;

/** Writes and reads what travels from the customer's partition to the address's. */
public final class ContactFlagsMapper {

    private ContactFlagsMapper() {}

    public static StoredContactFlags toRecord(ContactFlags news) {
        Cause cause = news.cause();
        return new StoredContactFlags(
                news.customerId(), news.revision(), toRecord(news.held()), cause.eventId(), cause.at(), cause.by());
    }

    public static News toNews(StoredContactFlags stored) {
        var cause = new Cause(stored.getEventId(), stored.getAt(), stored.getBy());
        var flags = new ContactFlags(
                stored.getCustomerId(), stored.getRevision(), toContactMethod(stored.getHeld()), cause);
        return new News(facts -> facts.withFlags(flags), cause);
    }

    private static @Nullable StoredContactMethod toRecord(@Nullable ContactMethod method) {
        return method == null
                ? null
                : new StoredContactMethod(
                        method.contactMethodId(),
                        method.language(),
                        method.flags().bits(),
                        method.position());
    }

    private static @Nullable ContactMethod toContactMethod(@Nullable StoredContactMethod stored) {
        return stored == null
                ? null
                : new ContactMethod(
                        stored.getContactMethodId(),
                        stored.getLanguage(),
                        new Flags(stored.getFlags()),
                        stored.getPosition());
    }
}

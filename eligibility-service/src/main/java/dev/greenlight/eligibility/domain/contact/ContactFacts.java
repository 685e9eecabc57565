package dev.greenlight.eligibility.domain.contact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that decides about one address at one company.
 *
 * <p>Telling it the same thing twice changes nothing, and neither does telling it something older than what it knows:
 * a lower ledger sequence, a lower revision of the customer record. In both cases it answers with itself.
 *
 * <p>A removed holder is forgotten, and with it the revision that removed it. That is enough: everything about one
 * customer and one address is written by one task, in transactions, to one partition, so nothing older can come after
 * a removal. Remembering it would keep a customer out for ever that was deleted and made again, counting from one.
 *
 * @param holders who has the address, in the order they came
 * @param consent what the person said; null where nothing is known
 */
public record ContactFacts(List<Holder> holders, @Nullable Consent consent) {

    public static final ContactFacts NOTHING = new ContactFacts(List.of(), null);

    public ContactFacts {
        holders = List.copyOf(holders);
    }

    public boolean isEmpty() {
        return holders.isEmpty() && (consent == null || consent.isErased());
    }

    /** The customer's hold on the address; null where it has none. */
    public @Nullable Holder holder(String customerId) {
        for (Holder holder : holders) {
            if (holder.customerId().equals(customerId)) {
                return holder;
            }
        }
        return null;
    }

    public ContactFacts withConsent(Consent news) {
        if (consent != null && (news.sequence() < consent.sequence() || news.equals(consent))) {
            return this;
        }
        return new ContactFacts(holders, news);
    }

    /**
     * What the person said is forgotten because the person wants to be. Whoever still has the address must not use it, and
     * the next thing that the person says counts, whatever its sequence.
     */
    public ContactFacts erased(Cause cause) {
        return isEmpty() ? this : new ContactFacts(holders, Consent.erased(cause));
    }

    /** A holder that the news removes stays, marked {@link Flag#REMOVED}, until {@link #withoutRemoved()}. */
    public ContactFacts withFlags(ContactFlags news) {
        Holder known = holder(news.customerId());
        ContactMethod method = news.held();
        if (known == null) {
            return method == null ? this : replacing(null, Holder.first(news, method));
        }
        if (news.revision() < known.revision()) {
            return this;
        }
        Holder updated = method == null ? known.removed(news) : known.updated(news, method);
        return updated.equals(known) ? this : replacing(known, updated);
    }

    public ContactFacts withoutRemoved() {
        for (Holder holder : holders) {
            if (holder.isOn(Flag.REMOVED)) {
                return new ContactFacts(
                        holders.stream()
                                .filter(each -> !each.isOn(Flag.REMOVED))
                                .toList(),
                        consent);
            }
        }
        return this;
    }

    private ContactFacts replacing(@Nullable Holder old, Holder replacement) {
        var result = new ArrayList<Holder>(holders.size() + 1);
        for (Holder holder : holders) {
            boolean replaced = old != null && holder.customerId().equals(old.customerId());
            result.add(replaced ? replacement : holder);
        }
        if (old == null) {
            result.add(replacement);
        }
        return new ContactFacts(result, consent);
    }
}

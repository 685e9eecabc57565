package dev.greenlight.eligibility.domain.contact;

import java.util.ArrayList;
import java.util.List;

/**
 * A customer that has the address on its record.
 *
 * @param customerId the customer
 * @param method what the record says about the address
 * @param revision the revision of the record that says so
 * @param origins what set each flag; every flag is in one of them
 */
public record Holder(String customerId, ContactMethod method, long revision, List<Origin> origins) {

    public Holder {
        origins = List.copyOf(origins);
    }

    /** A customer that was not known to have the address: everything about it was set by this change. */
    static Holder first(ContactFlags news, ContactMethod method) {
        return new Holder(news.customerId(), method, news.revision(), List.of(new Origin(Flags.every(), news.cause())));
    }

    public boolean isOn(Flag flag) {
        return method.isOn(flag);
    }

    /** The change that made the flag what it is now. */
    public Cause setterOf(Flag flag) {
        for (Origin origin : origins) {
            if (origin.flags().isOn(flag)) {
                return origin.cause();
            }
        }
        // a flag that came with a newer version: the last change of the record is the best answer
        return origins.getLast().cause();
    }

    /** Takes the news over; only flags that differ are said to be set by it. */
    Holder updated(ContactFlags news, ContactMethod newMethod) {
        Flags changed = method.flags().differingFrom(newMethod.flags());
        return new Holder(
                customerId, newMethod, news.revision(), changed.isEmpty() ? origins : shared(changed, news.cause()));
    }

    /** What it was, and gone from the record now. */
    Holder removed(ContactFlags news) {
        var gone = new ContactMethod(
                method.contactMethodId(),
                method.language(),
                method.flags().with(Flag.REMOVED, true),
                method.position());
        return updated(news, gone);
    }

    private List<Origin> shared(Flags changed, Cause cause) {
        var result = new ArrayList<Origin>(origins.size() + 1);
        for (Origin origin : origins) {
            Flags left = origin.flags().without(changed);
            if (!left.isEmpty()) {
                result.add(new Origin(left, origin.cause()));
            }
        }
        result.add(new Origin(changed, cause));
        return result;
    }
}

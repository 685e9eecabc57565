package dev.greenlight.eligibility.domain.contact;

import java.util.List;

/**
 * A customer that has the address on its record.
 *
 * @param customerId the customer
 * @param method what the record says about the address
 * @param revision the revision of the record that says so
 * @param origins what set each flag; every flag is in one of them
 */
public record Holder(String customerId, ContactMethod method, long revision, List<Origin> origins) implements Flagged {

    public Holder {
        origins = List.copyOf(origins);
    }

    /** A customer that was not known to have the address: everything about it was set by this change. */
    static Holder first(ContactFlags news, ContactMethod method) {
        return new Holder(news.customerId(), method, news.revision(), List.of(new Origin(Flags.every(), news.cause())));
    }

    @Override
    public boolean isOn(Flag flag) {
        return method.isOn(flag);
    }

    @Override
    public Cause setterOf(Flag flag) {
        return Origin.setterOf(flag, origins);
    }

    /** Takes the news over; only flags that differ are said to be set by it. */
    Holder updated(ContactFlags news, ContactMethod newMethod) {
        Flags changed = method.flags().differingFrom(newMethod.flags());
        return new Holder(
                customerId,
                newMethod,
                news.revision(),
                changed.isEmpty() ? origins : Origin.followedBy(changed, news.cause(), origins));
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
}

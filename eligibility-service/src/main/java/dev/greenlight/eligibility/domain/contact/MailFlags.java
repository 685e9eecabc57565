package dev.greenlight.eligibility.domain.contact;

import java.util.List;

/**
 * What decides about sending a customer post, as its record says.
 *
 * @param revision the revision of the record that says so
 * @param flags of the customer and of its postal address
 * @param origins what set each flag; every flag is in one of them
 */
public record MailFlags(long revision, Flags flags, List<Origin> origins) implements Flagged {

    public MailFlags {
        origins = List.copyOf(origins);
    }

    /** A customer that was not known: everything about it was set by this change. */
    public static MailFlags first(long revision, Flags flags, Cause cause) {
        return new MailFlags(revision, flags, List.of(new Origin(Flags.every(), cause)));
    }

    /** What a later revision says; only flags that differ are said to be set by it. */
    public MailFlags updated(long newRevision, Flags newFlags, Cause cause) {
        Flags changed = flags.differingFrom(newFlags);
        return new MailFlags(
                newRevision, newFlags, changed.isEmpty() ? origins : Origin.followedBy(changed, cause, origins));
    }

    /** What it was, and the record is gone now. */
    public MailFlags removed(Cause cause) {
        return updated(revision, flags.with(Flag.REMOVED, true), cause);
    }

    @Override
    public boolean isOn(Flag flag) {
        return flags.isOn(flag);
    }

    @Override
    public Cause setterOf(Flag flag) {
        return Origin.setterOf(flag, origins);
    }
}

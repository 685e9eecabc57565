package dev.greenlight.eligibility.domain.contact;

/** A customer, with one of its addresses or without, of whom flags are known, and what set each. */
public interface Flagged {

    boolean isOn(Flag flag);

    /** The change that made the flag what it is now. */
    Cause setterOf(Flag flag);
}

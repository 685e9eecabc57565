package dev.greenlight.eligibility.domain.contact;

/**
 * A set of flags.
 *
 * @param bits the sum of the flags' bits; bits that this version does not know are kept
 */
public record Flags(int bits) {

    public static final Flags NONE = new Flags(0);

    private static final int KNOWN_BITS = all();

    public static Flags of(Flag... flags) {
        Flags result = NONE;
        for (Flag flag : flags) {
            result = result.with(flag, true);
        }
        return result;
    }

    /** Every flag there is. */
    static Flags every() {
        return new Flags(KNOWN_BITS);
    }

    public boolean isOn(Flag flag) {
        return (bits & flag.bit()) != 0;
    }

    public boolean isEmpty() {
        return bits == 0;
    }

    public Flags with(Flag flag, boolean on) {
        return new Flags(on ? bits | flag.bit() : bits & ~flag.bit());
    }

    /** The flags that are on in one of the two and off in the other. */
    Flags differingFrom(Flags other) {
        return new Flags(bits ^ other.bits);
    }

    Flags without(Flags others) {
        return new Flags(bits & ~others.bits);
    }

    /** What holds for an address that a record has twice: whatever is more restrictive. */
    Flags restrictedBy(Flags other) {
        Flags result = NONE;
        for (Flag flag : Flag.values()) {
            boolean on = flag.onOnlyIfAll() ? isOn(flag) && other.isOn(flag) : isOn(flag) || other.isOn(flag);
            result = result.with(flag, on);
        }
        return result;
    }

    private static int all() {
        int sum = 0;
        for (Flag flag : Flag.values()) {
            sum |= flag.bit();
        }
        return sum;
    }
}

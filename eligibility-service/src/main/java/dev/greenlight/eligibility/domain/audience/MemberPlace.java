package dev.greenlight.eligibility.domain.audience;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A place in the list of an audience's members.
 *
 * @param key what the list is ordered by first: the address, or the customer where customers are what is chosen for
 * @param customerId what members with one key are ordered by
 */
public record MemberPlace(String key, String customerId) implements Comparable<MemberPlace> {

    /** The order in which stores keep their keys; that of {@link String} is another one for rare characters. */
    public static final Comparator<String> KEY_ORDER = (one, other) -> Arrays.compareUnsigned(bytes(one), bytes(other));

    /** Behind every id of a customer. */
    private static final String BEHIND = "~";

    /** The place behind all members with the key. */
    public static MemberPlace behind(String key) {
        return new MemberPlace(key, BEHIND);
    }

    @Override
    public int compareTo(MemberPlace other) {
        int keys = KEY_ORDER.compare(key, other.key);
        return keys != 0 ? keys : customerId.compareTo(other.customerId);
    }

    /** Safe for logs: the address is personal data. */
    @Override
    public String toString() {
        return "MemberPlace[***]";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

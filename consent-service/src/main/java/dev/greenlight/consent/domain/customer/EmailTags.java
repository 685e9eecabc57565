package dev.greenlight.consent.domain.customer;

import java.util.ArrayList;
import java.util.List;

/**
 * The tags that decide on email marketing where a company asks twice, or stops writing to who does not read. They are
 * recognised however they are typed and kept in one spelling, so that nobody who reads them has to guess.
 */
final class EmailTags {

    static final String OPTED_IN = "Opted In";
    static final String EMAIL_DORMANT = "Email Dormant";

    private static final List<String> ALL = List.of(OPTED_IN, EMAIL_DORMANT);

    private EmailTags() {}

    /** The same tags in the same order, these in their own spelling and each of them once. */
    static List<String> spelled(List<String> tags) {
        List<String> spelled = new ArrayList<>(tags.size());
        for (String tag : tags) {
            String own = spelled(tag);
            if (!ALL.contains(own) || !spelled.contains(own)) {
                spelled.add(own);
            }
        }
        return List.copyOf(spelled);
    }

    private static String spelled(String tag) {
        String typed = tag.strip();
        for (String own : ALL) {
            if (typed.equalsIgnoreCase(own)) {
                return own;
            }
        }
        return tag;
    }
}

package dev.greenlight.consent.domain.customer;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ids of contact methods whose id nobody has chosen, or somebody has twice. */
final class ContactMethodIds {

    private static final String GENERATED_ID = "contact-";

    private ContactMethodIds() {}

    /**
     * An id that is not taken yet, and is from now on.
     *
     * @param preferred the id to choose if it is free, or null for none
     */
    static String choose(@Nullable String preferred, Set<String> taken) {
        if (preferred != null && taken.add(preferred)) {
            return preferred;
        }
        int number = 1;
        while (!taken.add(GENERATED_ID + number)) {
            number++;
        }
        return GENERATED_ID + number;
    }
}

package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.quiethours.Whereabouts;
import org.jspecify.annotations.Nullable;

/** One of the questions that are asked together. */
sealed interface CheckItem {

    /**
     * May it be sent?
     *
     * @param address in the form in which it is a key
     * @param customerId the customer for whom it is; null for any with the address
     * @param where the address can be
     * @param from where the question begins in the request
     * @param to where it ends there
     */
    record Question(
            String address, Audience audience, @Nullable String customerId, Whereabouts where, int from, int to)
            implements CheckItem {}

    /** A question that cannot be understood, and why: the name of a problem. */
    record Refused(String problem) implements CheckItem {}
}

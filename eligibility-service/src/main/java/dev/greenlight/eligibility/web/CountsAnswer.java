package dev.greenlight.eligibility.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many contact methods, or customers, an audience is chosen from, and what becomes of them.
 *
 * @param total {@code eligible} and all of {@code excluded}
 * @param excluded by the first reason in the order of the rules
 * @param overlap by all reasons together, the most frequent first
 * @param furtherOverlap how many are excluded for combinations that {@code overlap} does not list
 * @param emailed between instances only: the customers with an email address that may be written to, eight bytes each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CountsAnswer(
        String audience,
        long total,
        long eligible,
        Map<String, Long> excluded,
        List<Combination> overlap,
        long furtherOverlap,
        byte @Nullable [] emailed) {

    /** @param reasons every reason against, in the order of the rules */
    record Combination(List<String> reasons, long count) {}
}

package dev.greenlight.eligibility.web;

import java.util.List;
import java.util.Map;

/**
 * How many contact methods an audience is chosen from, and what becomes of them.
 *
 * @param total {@code eligible} and all of {@code excluded}
 * @param excluded by the first reason in the order of the rules
 * @param overlap by all reasons together, the most frequent first
 * @param furtherOverlap how many are excluded for combinations that {@code overlap} does not list
 */
record CountsAnswer(
        String audience,
        long total,
        long eligible,
        Map<String, Long> excluded,
        List<Combination> overlap,
        long furtherOverlap) {

    /** @param reasons every reason against, in the order of the rules */
    record Combination(List<String> reasons, long count) {}
}

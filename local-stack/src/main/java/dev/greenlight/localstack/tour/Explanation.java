package dev.greenlight.localstack.tour;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What eligibility-service says about one customer, in plain words.
 *
 * @param eligible whether every condition holds
 * @param lines the reasons against, or what holds where there is none
 */
record Explanation(boolean eligible, List<String> lines) {

    static Explanation of(JsonNode answer, String customerId) {
        JsonNode customer = answer.path("audiences")
                .path(0)
                .path("customers")
                .valueStream()
                .filter(candidate -> candidate.path("customerId").asString("").equals(customerId))
                .findFirst()
                .orElse(answer.path("customers"));
        boolean eligible = customer.path("eligible").asBoolean(false);
        String telling = eligible ? "passed" : "failed";
        List<String> reasons = StreamSupport.stream(customer.path("conditions").spliterator(), false)
                .filter(condition -> condition.path("outcome").asString("").equals(telling))
                .map(condition -> condition.path("explanation").asString(""))
                .toList();
        return new Explanation(eligible, reasons);
    }

    /** Whether nobody has told the service about the customer yet. */
    boolean isEmpty() {
        return lines.isEmpty();
    }
}

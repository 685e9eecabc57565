package dev.greenlight.localstack.tour;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The answer of eligibility-service about one customer and one number, in plain words. */
record Explanation(boolean eligible, List<String> lines) {

    static Explanation of(JsonNode answer, String customerId) {
        return new Explanation(
                answer.path("eligible").asBoolean(),
                StreamSupport.stream(answer.path("conditions").spliterator(), false)
                        .map(JsonNode::toString)
                        .toList());
    }

    boolean isNot(boolean expected) {
        return eligible != expected;
    }
}

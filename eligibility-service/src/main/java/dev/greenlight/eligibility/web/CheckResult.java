package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.check.SendDecision;
import tools.jackson.databind.JsonNode;

/** What is answered to one of the questions that are asked together. */
sealed interface CheckResult {

    /** It was decided here. */
    record Decided(String address, SendDecision decision) implements CheckResult {}

    /** It cannot be understood; the name of a problem. */
    record Refused(String problem) implements CheckResult {}

    /** The instance that keeps the contact has answered. */
    record FromElsewhere(JsonNode answer) implements CheckResult {}
}

package dev.greenlight.eligibility.domain.rule;

import java.util.List;
import java.util.Objects;

/**
 * The answer of the rules: every condition, passed or not.
 *
 * @param findings in the order of the rules
 */
public record Eligibility(List<Finding> findings) {

    public Eligibility {
        findings = List.copyOf(findings);
    }

    /** Whether every condition passed. */
    public boolean isEligible() {
        for (Finding finding : findings) {
            if (!finding.hasPassed()) {
                return false;
            }
        }
        return true;
    }

    /** Every reason against, not the first: support has to answer why a person did not get the message. */
    public List<Exclusion> exclusions() {
        return findings.stream()
                .map(Finding::exclusion)
                .filter(Objects::nonNull)
                .toList();
    }
}

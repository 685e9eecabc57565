package dev.greenlight.eligibility.domain.rule;

import dev.greenlight.eligibility.domain.contact.Cause;
import java.time.Instant;
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

    /**
     * When everything was first as it is now: the latest of the times at which the conditions were set.
     *
     * @param otherwise where nothing was ever set
     */
    public Instant completeSince(Instant otherwise) {
        Instant latest = null;
        for (Finding finding : findings) {
            Cause setBy = finding.setBy();
            if (setBy != null && (latest == null || setBy.at().isAfter(latest))) {
                latest = setBy.at();
            }
        }
        return latest == null ? otherwise : latest;
    }
}

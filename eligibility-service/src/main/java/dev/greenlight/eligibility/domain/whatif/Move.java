package dev.greenlight.eligibility.domain.whatif;

import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.util.List;

/**
 * Somebody who would join an audience, or leave it.
 *
 * @param address personal data
 * @param exclusions every reason against: for one who joins, those of today; for one who leaves, those of then
 */
public record Move(String customerId, String contactMethodId, String address, List<Exclusion> exclusions) {

    public Move {
        exclusions = List.copyOf(exclusions);
    }
}

package dev.greenlight.eligibility.domain.audience;

import java.util.List;

/**
 * What follows from a change of the facts.
 *
 * @param contact the contact from now on
 * @param differences what to publish; empty when nobody can see the change
 */
public record AudienceDecision(Contact contact, List<Difference> differences) {

    public AudienceDecision {
        differences = List.copyOf(differences);
    }
}

package dev.greenlight.verification.model;

import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptOutScope;
import java.time.Instant;
import java.util.SortedMap;

/**
 * What the owner of one number has said to one company.
 *
 * @param scope what an opt-out ends; {@code NONE} for everybody else
 * @param heldBy the texts that hold the status, event id to receive time: all of one kind since the last of the other
 */
public record Spoken(ConsentStatus status, OptOutScope scope, SortedMap<String, Instant> heldBy) {

    public boolean optedIn() {
        return status == ConsentStatus.OPTED_IN;
    }
}

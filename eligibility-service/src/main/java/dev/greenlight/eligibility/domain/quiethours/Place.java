package dev.greenlight.eligibility.domain.quiethours;

import java.time.ZoneId;

/**
 * Where a phone may be: what rules hold there, and what its clock says.
 *
 * @param state as in ISO 3166-2, such as US-FL
 * @param zone one of the state's
 */
public record Place(String state, ZoneId zone) {}

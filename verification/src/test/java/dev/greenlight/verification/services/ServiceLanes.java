package dev.greenlight.verification.services;

import dev.greenlight.consent.mapping.LedgerLinks;
import dev.greenlight.consent.mapping.Pseudonyms;
import dev.greenlight.consent.topology.ConsentTopology;
import dev.greenlight.eligibility.topology.EligibilityTopology;
import dev.greenlight.verification.simulator.Lane;
import java.util.List;
import java.util.Map;

/** Every Streams application of every service, as the simulator runs them. A new service adds its lanes here. */
final class ServiceLanes {

    static final String KEYWORDS = "consent-service";
    static final String OFFICE = "consent-service-office";
    static final String AUDIENCE = "eligibility-service";
    static final String CUSTOMERS = "eligibility-service-customers";

    /** The same in every run, so that a replay can be held to the same bytes. */
    private static final String SALT_KEY = "5a".repeat(32);

    private ServiceLanes() {}

    static List<Lane> all(Map<String, ?> serdeSettings) {
        var consent = new ConsentTopology(serdeSettings, LedgerLinks.withKey(SALT_KEY), Pseudonyms.withKey(null));
        var eligibility = new EligibilityTopology(serdeSettings);
        return List.of(
                Lane.of(KEYWORDS, consent::addKeywordLane),
                Lane.of(OFFICE, consent::addOfficeLane),
                Lane.of(CUSTOMERS, eligibility::addCustomerLane),
                Lane.of(AUDIENCE, eligibility::addAudienceLane));
    }
}

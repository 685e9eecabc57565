package dev.greenlight.example;

import dev.greenlight.schemas.audience.AudienceMember;
import java.time.Instant;

/** Members for tests. */
final class ExampleMembers {

    private ExampleMembers() {}

    static AudienceMember member(String tenant, String customerId) {
        return new AudienceMember(
                tenant, customerId, "m-1", "+12125550100", null, Instant.parse("2026-03-02T10:00:00Z"), "entry-1");
    }
}

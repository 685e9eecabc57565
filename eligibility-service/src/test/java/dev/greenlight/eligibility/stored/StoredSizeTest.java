package dev.greenlight.eligibility.stored;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.serde.StateSerde;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heap is bought by the million contacts. */
class StoredSizeTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    private static final String EVENT_ID = "0b0e7d4c-5a3f-4f0c-9d7a-2f1b6c8e9a10";

    @Test
    void aContactWithOneHolderIsSmall() {
        var origin = new StoredOrigin(2047, EVENT_ID, AT, "front-office");
        var holder = new StoredHolder(
                "customer-123456",
                "mobile-1",
                "en",
                3L,
                29,
                0,
                List.of(origin),
                List.of(
                        new StoredMembership(StoredAudience.SMS_MARKETING, AT),
                        new StoredMembership(StoredAudience.SMS_TRANSACTIONAL, AT)));
        var consent = new StoredConsent(
                StoredConsentStatus.OPTED_IN,
                StoredOptOutScope.NONE,
                7L,
                EVENT_ID,
                AT,
                "text START through twilio",
                null,
                StoredSuppression.NONE);

        byte[] bytes = StateSerde.of(StoredContactFacts.class)
                .serializer()
                .serialize("", new StoredContactFacts(List.of(holder), consent));

        assertThat(bytes).hasSizeLessThanOrEqualTo(200);
    }
}

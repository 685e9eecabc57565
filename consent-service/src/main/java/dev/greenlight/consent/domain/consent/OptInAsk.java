package dev.greenlight.consent.domain.consent;

import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import java.time.Instant;

/**
 * The office asks that a person be asked to opt in.
 *
 * @param eventId the same for every repetition of the command
 * @param requestId what the request is called if it is opened
 * @param origin why the person is to be asked
 * @param askedAt when the office asked, by our clock
 */
public record OptInAsk(String eventId, String requestId, Origin origin, Instant askedAt) {}

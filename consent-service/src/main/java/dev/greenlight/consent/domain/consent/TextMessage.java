package dev.greenlight.consent.domain.consent;

import java.time.Instant;

/**
 * What the rules need to know about a text from a person.
 *
 * @param eventId the same for every redelivery of the text
 * @param meaning what it asks for
 * @param stopsEverything whether an opt-out names every text, as STOPALL does
 * @param gatewayDisagrees whether the gateway took the text for something else
 * @param receivedAt orders the texts of one number; arrival does not
 */
public record TextMessage(
        String eventId, TextMeaning meaning, boolean stopsEverything, boolean gatewayDisagrees, Instant receivedAt) {}

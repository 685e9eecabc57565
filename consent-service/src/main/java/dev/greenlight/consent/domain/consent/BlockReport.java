package dev.greenlight.consent.domain.consent;

/**
 * What the rules need to know about a report that a number is blocked.
 *
 * @param eventId the same for every redelivery of the report
 * @param block what it reports
 */
public record BlockReport(String eventId, Block block) {}

package dev.greenlight.consent.mapping;

import java.time.Instant;
import java.util.List;

/**
 * The texts of one number that hold it until a person has read them.
 *
 * @param number in E.164 form
 * @param texts in the order of their times, not empty
 */
public record ReviewView(String number, List<Text> texts) {

    /**
     * One of the texts.
     *
     * @param id to be named in the decision
     * @param to the company's number
     * @param text exactly as it came
     * @param matched what in it may be a revocation
     * @param rule why it may be one
     */
    public record Text(
            String id, Instant receivedAt, String gateway, String to, String text, String matched, String rule) {}
}

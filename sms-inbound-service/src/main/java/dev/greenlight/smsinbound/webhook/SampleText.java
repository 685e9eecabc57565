package dev.greenlight.smsinbound.webhook;

import java.time.Instant;

/**
 * A text that nobody wrote, to try a webhook with.
 *
 * @param tenant whose secrets sign it
 * @param url that the gateway would say it calls
 * @param id of the text
 * @param from who would have sent it
 * @param to a number of the tenant
 * @param body what means nothing for consent
 * @param at the time of the signature
 */
public record SampleText(String tenant, String url, String id, String from, String to, String body, Instant at) {

    public SampleText withUrl(String other) {
        return new SampleText(tenant, other, id, from, to, body, at);
    }

    public SampleText at(Instant other) {
        return new SampleText(tenant, url, id, from, to, body, other);
    }

    /** With numbers as they are written by gateways that leave out the plus sign. */
    public SampleText withoutPlusSigns() {
        return new SampleText(tenant, url, id, withoutPlus(from), withoutPlus(to), body, at);
    }

    private static String withoutPlus(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}

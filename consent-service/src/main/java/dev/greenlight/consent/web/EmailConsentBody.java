package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.email.EmailConsent;
import dev.greenlight.consent.domain.email.EmailRequest;
import dev.greenlight.consent.mapping.EmailView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consent to marketing email as the office sees it.
 *
 * @param status what the person said: NEVER_ASKED, PENDING, OPTED_IN or OPTED_OUT
 * @param since when what is seen began; null where nothing was ever said
 * @param openRequest what the person was asked and has not answered; null where there is nothing
 * @param suppression why nothing may be sent, whatever the status
 */
record EmailConsentBody(
        String channel,
        String address,
        String status,
        @Nullable Instant since,
        @Nullable OpenRequest openRequest,
        EmailSuppressionBody suppression) {

    /**
     * A request that waits for an answer.
     *
     * @param mayHappenNext every way in which it can end, in sentences
     */
    record OpenRequest(OptInRequestBody request, List<String> mayHappenNext) {

        private static OpenRequest of(EmailRequest open, String otherwise) {
            return new OpenRequest(
                    OptInRequestBody.of(open),
                    List.of(
                            "Yes behind the link of the email, before " + open.expiresAt() + ", opts the address in.",
                            "No there closes the request, and the address is not asked again for 30 days.",
                            "Unsubscribing opts the address out, and a later yes to this request changes nothing.",
                            "Without an answer the request expires at " + open.expiresAt() + " and the address is "
                                    + otherwise + "."));
        }
    }

    /** @param now decides whether a request is still open */
    static EmailConsentBody of(String email, EmailView view, Instant now) {
        EmailConsent consent = view.consent().asOf(now);
        EmailRequest latest = consent.requests().latest();
        return new EmailConsentBody(
                "EMAIL",
                email,
                consent.status().name(),
                consent.since(),
                latest == null || !latest.isOpen()
                        ? null
                        : OpenRequest.of(latest, consent.isOptedOut() ? "OPTED_OUT still" : "NEVER_ASKED again"),
                EmailSuppressionBody.of(email, view));
    }
}

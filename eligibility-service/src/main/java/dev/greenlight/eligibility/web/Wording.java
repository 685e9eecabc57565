package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.rule.Condition;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.rule.Finding;
import dev.greenlight.eligibility.domain.rule.Subject;
import org.jspecify.annotations.Nullable;

/** Findings in sentences for somebody in an office. */
final class Wording {

    private static final String NO_RECORD = "Not known, because no customer record holds the address.";

    private Wording() {}

    static String of(Finding finding, Subject subject) {
        Exclusion exclusion = finding.exclusion();
        return switch (finding.outcome()) {
            case PASSED -> passed(finding.condition(), subject);
            case FAILED -> exclusion == null ? NO_RECORD : failed(exclusion, finding);
            case NOT_KNOWN -> NO_RECORD;
        };
    }

    /** What would make the condition hold, and who can do it; null for one that has not failed. */
    static @Nullable String remedy(Finding finding) {
        Exclusion exclusion = finding.exclusion();
        return exclusion == null ? null : remedy(exclusion);
    }

    private static String passed(Condition condition, Subject subject) {
        return switch (condition) {
            case ON_CUSTOMER_RECORD -> "The address is on the customer record.";
            case ACTIVE_CUSTOMER -> "The customer is active.";
            case MOBILE_NUMBER -> "The address is a mobile number.";
            case MARKETING_UPDATES_ON -> "Marketing updates are on for this contact method.";
            case JOB_NOTIFICATIONS_ON -> "Job notifications are on for this contact method.";
            case MARKETING_UPDATES_ON_WITH_MARKETING_PRO ->
                subject.settings().hasMarketingPro()
                        ? "Marketing updates are on for this contact method."
                        : "Marketing updates do not matter, because the company has no Marketing Pro.";
            case OPTED_IN -> "The person agreed to marketing texts.";
            case TEXTS_NOT_STOPPED -> "The person did not end texts about jobs, which need no opt-in.";
            case DO_NOT_MAIL_OFF -> "The customer is not marked do not mail.";
            case DO_NOT_SERVICE_OFF -> "The customer is not marked do not service.";
        };
    }

    private static String failed(Exclusion exclusion, Finding finding) {
        return switch (exclusion) {
            case CONTACT_METHOD_REMOVED -> "No customer record holds the address.";
            case NOT_A_MOBILE_NUMBER -> "The address is not a mobile number, so it takes no texts.";
            case MARKETING_UPDATES_OFF ->
                finding.condition() == Condition.MARKETING_UPDATES_ON_WITH_MARKETING_PRO
                        ? "Marketing updates are off for this contact method, and the company has Marketing Pro."
                        : "Marketing updates are off for this contact method.";
            case JOB_NOTIFICATIONS_OFF -> "Job notifications are off for this contact method.";
            case NOT_OPTED_IN ->
                finding.setBy() == null
                        ? "The person has never been asked, and has not agreed to marketing texts."
                        : "The person has not agreed to marketing texts.";
            case OPTED_OUT -> "The person said stop.";
            case ON_HOLD -> "A text of the person waits for review, and nothing may be sent meanwhile.";
            case BLOCKED_AT_GATEWAY -> "The SMS gateway refuses to deliver to this number.";
            case CONSENT_UNKNOWN -> "What is recorded about the address cannot be read yet, and may be a no.";
            case DO_NOT_MAIL -> "The customer is marked do not mail, which ends texts too.";
            case DO_NOT_SERVICE -> "The customer is marked do not service, which ends texts too.";
            case INACTIVE_CUSTOMER -> "The customer is inactive.";
        };
    }

    private static String remedy(Exclusion exclusion) {
        return switch (exclusion) {
            case CONTACT_METHOD_REMOVED -> "Put the address on a customer record.";
            case NOT_A_MOBILE_NUMBER ->
                "Ask the customer for a mobile number, or mark this one as mobile if it takes texts.";
            case MARKETING_UPDATES_OFF ->
                "If the customer wants marketing updates here, turn them on for this contact method.";
            case JOB_NOTIFICATIONS_OFF ->
                "If the customer wants job notifications here, turn them on for this contact method.";
            case NOT_OPTED_IN ->
                "Only the person can agree: send a request to opt in, or ask them to text START to your number.";
            case OPTED_OUT ->
                "Only the person can come back: by texting START, UNSTOP, RESTART, SUBSCRIBE or ENROLL from this"
                        + " number. Nobody may ask them to.";
            case ON_HOLD -> "Decide about the text under reviews.";
            case BLOCKED_AT_GATEWAY ->
                "The person can text START to your number; a number that is not in service needs a correction.";
            case CONSENT_UNKNOWN -> "Wait until the service has read the records again, or update it.";
            case DO_NOT_MAIL -> "Take the mark do not mail off the customer record, if the customer agrees.";
            case DO_NOT_SERVICE -> "Take the mark do not service off the customer record.";
            case INACTIVE_CUSTOMER -> "Make the customer active, or use the record it was merged into.";
        };
    }
}

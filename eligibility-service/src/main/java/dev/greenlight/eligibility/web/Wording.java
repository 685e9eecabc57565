package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.rule.Condition;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.rule.Finding;
import org.jspecify.annotations.Nullable;

/** Findings in sentences for somebody in an office. */
final class Wording {

    private static final String NO_RECORD = "Not known, because no customer record holds the address.";

    private Wording() {}

    static String of(Finding finding) {
        Exclusion exclusion = finding.exclusion();
        return switch (finding.outcome()) {
            case PASSED -> passed(finding.condition());
            case FAILED -> exclusion == null ? NO_RECORD : failed(exclusion, finding.setBy());
            case NOT_KNOWN -> NO_RECORD;
        };
    }

    private static String passed(Condition condition) {
        return switch (condition) {
            case ON_CUSTOMER_RECORD -> "The address is on the customer record.";
            case ACTIVE_CUSTOMER -> "The customer is active.";
            case MOBILE_NUMBER -> "The address is a mobile number.";
            case MARKETING_UPDATES_ON -> "Marketing updates are on for this contact method.";
            case OPTED_IN -> "The person agreed to marketing texts.";
            case DO_NOT_MAIL_OFF -> "The customer is not marked do not mail.";
            case DO_NOT_SERVICE_OFF -> "The customer is not marked do not service.";
        };
    }

    private static String failed(Exclusion exclusion, @Nullable Object setBy) {
        return switch (exclusion) {
            case CONTACT_METHOD_REMOVED -> "No customer record holds the address.";
            case NOT_A_MOBILE_NUMBER -> "The address is not a mobile number, so it takes no texts.";
            case MARKETING_UPDATES_OFF -> "Marketing updates are off for this contact method.";
            case NOT_OPTED_IN ->
                setBy == null
                        ? "The person has never been asked, and has not agreed to marketing texts."
                        : "The person has not agreed to marketing texts.";
            case OPTED_OUT -> "The person said stop.";
            case ON_HOLD -> "A text of the person waits for review, and nothing may be sent meanwhile.";
            case BLOCKED_AT_GATEWAY -> "The SMS gateway refuses to deliver to this number.";
            case DO_NOT_MAIL -> "The customer is marked do not mail, which ends texts too.";
            case DO_NOT_SERVICE -> "The customer is marked do not service, which ends texts too.";
            case INACTIVE_CUSTOMER -> "The customer is inactive.";
        };
    }
}

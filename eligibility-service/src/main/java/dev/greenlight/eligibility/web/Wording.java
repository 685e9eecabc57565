package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.Condition;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.rule.Finding;
import dev.greenlight.eligibility.domain.rule.Subject;
import org.jspecify.annotations.Nullable;

/** Findings in sentences for somebody in an office. */
final class Wording {

    private static final String NO_RECORD = "Not known, because no customer record holds the address.";

    private static final String NO_CUSTOMER = "Not known, because the company has no such customer record.";

    private static final String FIRST_EMAIL = "It is the first email address of the customer that may be written to.";
    private static final String NO_EMAIL_YET = "Does not matter for an address that may not be written to.";

    private Wording() {}

    static String of(Finding finding, Subject subject) {
        Exclusion exclusion = finding.exclusion();
        return switch (finding.outcome()) {
            case PASSED -> passed(finding.condition(), subject);
            case FAILED -> exclusion == null ? NO_RECORD : failed(exclusion, finding);
            case NOT_KNOWN -> NO_RECORD;
        };
    }

    /** Of whether an email address is the one that its customer is written to. */
    static String ofChoice(Finding finding) {
        Exclusion exclusion = finding.exclusion();
        return switch (finding.outcome()) {
            case PASSED -> FIRST_EMAIL;
            case FAILED -> exclusion == null ? NO_EMAIL_YET : failed(exclusion, finding);
            case NOT_KNOWN -> NO_EMAIL_YET;
        };
    }

    /** Of a customer, where no address is asked about and nothing depends on settings. */
    static String ofCustomer(Finding finding) {
        return finding.outcome() == Finding.Outcome.NOT_KNOWN
                ? NO_CUSTOMER
                : of(finding, new Subject(null, null, CompanySettings.DEFAULTS));
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
            case EMAIL_ADDRESS -> "The address is an email address.";
            case EMAIL_NOT_SUPPRESSED -> "The address is not on the suppression list.";
            case DO_NOT_SEND_PROMOTIONAL_EMAILS_OFF -> "The customer is not marked do not send promotional emails.";
            case DOUBLE_OPT_IN_GIVEN ->
                subject.settings().asksForDoubleOptIn()
                        ? "The person confirmed by double opt-in."
                        : "The company does not ask for a double opt-in.";
            case NOT_DORMANT ->
                subject.settings().sparesDormant()
                        ? "The customer is not tagged Email Dormant."
                        : "The company does not spare dormant recipients.";
            case FIRST_ELIGIBLE_EMAIL -> FIRST_EMAIL;
            case CUSTOMER_RECORD -> "The company has a record of the customer.";
            case VALID_POSTAL_ADDRESS -> "The customer has a postal address that post can be delivered to.";
            case ESTIMATE_OPEN -> "An estimate of the customer is open, and no job was booked on it.";
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
            case DO_NOT_MAIL -> "The customer is marked do not mail, which ends texts and emails too.";
            case DO_NOT_SERVICE -> "The customer is marked do not service, which ends texts and emails too.";
            case INACTIVE_CUSTOMER -> "The customer is inactive.";
            case NOT_AN_EMAIL_ADDRESS -> "The address is not an email address.";
            case EMAIL_UNSUBSCRIBED -> "The person unsubscribed from emails.";
            case EMAIL_UNSUBSCRIBED_BY_COMPANY -> "Somebody at the company took the address off.";
            case EMAIL_BOUNCED -> "Mail to the address comes back.";
            case EMAIL_REPORTED_AS_SPAM -> "The person reported an email as spam.";
            case NEVER_EMAIL -> "The company never wants to write to this address.";
            case EMAIL_SUPPRESSED -> "The address is on the suppression list.";
            case DO_NOT_SEND_PROMOTIONAL_EMAILS -> "The customer is marked do not send promotional emails.";
            case NO_DOUBLE_OPT_IN ->
                "The company asks for a double opt-in; the customer has no tag Opted In, and the address did not"
                        + " confirm.";
            case EMAIL_DORMANT -> "The customer is tagged Email Dormant, and the company spares dormant recipients.";
            case NO_OPEN_ESTIMATE ->
                "No estimate of the customer is open that was asked for within the company's window and has no job.";
            case OTHER_EMAIL_FIRST -> "Another email address of the customer comes before it, and one is enough.";
            case NO_CUSTOMER_RECORD -> "The company has no such customer record.";
            case NO_VALID_POSTAL_ADDRESS ->
                "The customer has no postal address, or one that post cannot be delivered to.";
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
            case NOT_AN_EMAIL_ADDRESS -> "Ask the customer for an email address.";
            case EMAIL_UNSUBSCRIBED, EMAIL_REPORTED_AS_SPAM ->
                "Only the person can come back, by a new consent of their own. Nobody at the company can take this off"
                        + " the suppression list.";
            case EMAIL_UNSUBSCRIBED_BY_COMPANY, NEVER_EMAIL, EMAIL_SUPPRESSED ->
                "Take the address off the suppression list, if the company put it there by mistake.";
            case EMAIL_BOUNCED ->
                "Ask the customer whether the address is right; then correct it, or take it off the suppression list.";
            case DO_NOT_SEND_PROMOTIONAL_EMAILS ->
                "Take the mark do not send promotional emails off the customer record, if the customer wants them"
                        + " again.";
            case NO_DOUBLE_OPT_IN -> "Have the person confirm the address, and then tag the customer Opted In.";
            case EMAIL_DORMANT -> "When the customer reads emails again, take the tag Email Dormant off the record.";
            case NO_OPEN_ESTIMATE ->
                "Nothing has to be done, unless the CRM has such an estimate and has not reported it.";
            case OTHER_EMAIL_FIRST ->
                "To write to this address instead, turn marketing updates off for those before it, or put it first.";
            case NO_CUSTOMER_RECORD -> "Make a customer record, or look for the customer under another id.";
            case NO_VALID_POSTAL_ADDRESS ->
                "Put the whole postal address on the customer record: street and city, and in the US the two letters of"
                        + " the state and the ZIP code.";
            case INACTIVE_CUSTOMER -> "Make the customer active, or use the record it was merged into.";
        };
    }
}

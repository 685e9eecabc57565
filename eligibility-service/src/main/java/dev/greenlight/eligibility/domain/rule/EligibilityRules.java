package dev.greenlight.eligibility.domain.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * What one audience asks for. All conditions must pass.
 *
 * @param conditions in the order in which they are explained
 */
public record EligibilityRules(List<Condition> conditions) {

    /**
     * Marketing texts: a mobile number with marketing updates on, whose owner opted in, on the record of an active
     * customer that is neither marked do not mail (which blocks texts too) nor do not service.
     */
    public static final EligibilityRules SMS_MARKETING = new EligibilityRules(List.of(
            Condition.ON_CUSTOMER_RECORD,
            Condition.ACTIVE_CUSTOMER,
            Condition.MOBILE_NUMBER,
            Condition.MARKETING_UPDATES_ON,
            Condition.OPTED_IN,
            Condition.DO_NOT_MAIL_OFF,
            Condition.DO_NOT_SERVICE_OFF));

    /**
     * Texts about jobs: a mobile number with job notifications on, and with Marketing Pro marketing updates too, whose
     * owner did not end all texts, on the record of such a customer.
     */
    public static final EligibilityRules SMS_TRANSACTIONAL = new EligibilityRules(List.of(
            Condition.ON_CUSTOMER_RECORD,
            Condition.ACTIVE_CUSTOMER,
            Condition.MOBILE_NUMBER,
            Condition.JOB_NOTIFICATIONS_ON,
            Condition.MARKETING_UPDATES_ON_WITH_MARKETING_PRO,
            Condition.TEXTS_NOT_STOPPED,
            Condition.DO_NOT_MAIL_OFF,
            Condition.DO_NOT_SERVICE_OFF));

    /**
     * Marketing emails: an address with marketing updates on that nobody suppressed, of an active customer without a
     * mark against it, with version 1 of Marketing Pro also by double opt-in and dormancy where the company asks for
     * that. Of several such addresses of a customer only the first is written to.
     */
    public static final EligibilityRules EMAIL_MARKETING = new EligibilityRules(List.of(
            Condition.ON_CUSTOMER_RECORD,
            Condition.ACTIVE_CUSTOMER,
            Condition.EMAIL_ADDRESS,
            Condition.EMAIL_NOT_SUPPRESSED,
            Condition.MARKETING_UPDATES_ON,
            Condition.DO_NOT_MAIL_OFF,
            Condition.DO_NOT_SERVICE_OFF,
            Condition.DO_NOT_SEND_PROMOTIONAL_EMAILS_OFF,
            Condition.DOUBLE_OPT_IN_GIVEN,
            Condition.NOT_DORMANT));

    /**
     * Post: an active customer with an address that it can be delivered to, marked neither do not mail nor do not
     * service. Nothing that the person said by phone or email and no setting of the company counts.
     */
    public static final EligibilityRules DIRECT_MAIL = new EligibilityRules(List.of(
            Condition.CUSTOMER_RECORD,
            Condition.ACTIVE_CUSTOMER,
            Condition.VALID_POSTAL_ADDRESS,
            Condition.DO_NOT_MAIL_OFF,
            Condition.DO_NOT_SERVICE_OFF));

    /** Texts about an estimate: whoever may be sent texts about jobs, and has one that nothing has come of yet. */
    public static final EligibilityRules UNSOLD_ESTIMATES = SMS_TRANSACTIONAL.and(Condition.ESTIMATE_OPEN);

    public EligibilityRules {
        conditions = List.copyOf(conditions);
    }

    private EligibilityRules and(Condition more) {
        var all = new ArrayList<>(conditions);
        all.add(more);
        return new EligibilityRules(all);
    }

    /** The one function behind the audience, the reasons for leaving it, and the explanation. */
    public Eligibility judge(Subject subject) {
        var findings = new ArrayList<Finding>(conditions.size());
        for (Condition condition : conditions) {
            findings.add(condition.check(subject));
        }
        return new Eligibility(findings);
    }
}

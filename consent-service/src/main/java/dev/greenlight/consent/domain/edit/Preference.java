package dev.greenlight.consent.domain.edit;

import dev.greenlight.consent.domain.customer.ContactMethod;
import dev.greenlight.consent.domain.customer.ContactMethodType;

/** One of the preferences that a batch edit replaces: what is wanted at the contact methods of one type. */
public enum Preference {
    MOBILE_MARKETING_UPDATES(ContactMethodType.MOBILE, true),
    MOBILE_JOB_NOTIFICATIONS(ContactMethodType.MOBILE, false),
    LANDLINE_MARKETING_UPDATES(ContactMethodType.LANDLINE, true),
    LANDLINE_JOB_NOTIFICATIONS(ContactMethodType.LANDLINE, false),
    EMAIL_MARKETING_UPDATES(ContactMethodType.EMAIL, true),
    EMAIL_JOB_NOTIFICATIONS(ContactMethodType.EMAIL, false);

    private final ContactMethodType type;
    private final boolean marketing;

    Preference(ContactMethodType type, boolean marketing) {
        this.type = type;
        this.marketing = marketing;
    }

    /** Whether it is about Marketing Updates; else it is about Job Notifications. */
    boolean isMarketing() {
        return marketing;
    }

    boolean isAbout(ContactMethod method) {
        return method.type() == type;
    }

    boolean isOn(ContactMethod method) {
        return marketing ? method.marketingUpdates() : method.jobNotifications();
    }

    ContactMethod turned(ContactMethod method, boolean on) {
        return new ContactMethod(
                method.contactMethodId(),
                method.type(),
                method.value(),
                marketing ? on : method.marketingUpdates(),
                marketing ? method.jobNotifications() : on);
    }
}

package dev.greenlight.eligibility.domain.rule;

import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flagged;
import dev.greenlight.eligibility.domain.contact.OptOutScope;
import org.jspecify.annotations.Nullable;

/**
 * Something that an audience can ask for. Each is either a flag that must be on or off, or what the person said; some
 * only count with certain settings of the company.
 */
public enum Condition {
    /** Some customer record holds the address. */
    ON_CUSTOMER_RECORD(Flag.REMOVED, false, Exclusion.CONTACT_METHOD_REMOVED) {
        @Override
        Finding check(Subject subject) {
            return subject.holder() == null
                    ? Finding.failed(this, Exclusion.CONTACT_METHOD_REMOVED, null)
                    : super.check(subject);
        }
    },
    /** The company has the customer on record; asked where no address is. */
    CUSTOMER_RECORD(Flag.REMOVED, false, Exclusion.NO_CUSTOMER_RECORD) {
        @Override
        Finding check(Subject subject) {
            return subject.holder() == null
                    ? Finding.failed(this, Exclusion.NO_CUSTOMER_RECORD, null)
                    : super.check(subject);
        }
    },
    VALID_POSTAL_ADDRESS(Flag.VALID_POSTAL_ADDRESS, true, Exclusion.NO_VALID_POSTAL_ADDRESS),
    MOBILE_NUMBER(Flag.MOBILE, true, Exclusion.NOT_A_MOBILE_NUMBER),
    MARKETING_UPDATES_ON(Flag.MARKETING_UPDATES, true, Exclusion.MARKETING_UPDATES_OFF),
    JOB_NOTIFICATIONS_ON(Flag.JOB_NOTIFICATIONS, true, Exclusion.JOB_NOTIFICATIONS_OFF),
    /** Companies with Marketing Pro text nobody who does not want marketing updates, not even about jobs. */
    MARKETING_UPDATES_ON_WITH_MARKETING_PRO(Flag.MARKETING_UPDATES, true, Exclusion.MARKETING_UPDATES_OFF) {
        @Override
        Finding check(Subject subject) {
            CompanySettings settings = subject.settings();
            return settings.hasMarketingPro()
                    ? super.check(subject)
                    : Finding.passed(this, settings.setBy().marketingPro());
        }
    },
    /** The person agreed to marketing texts; nobody else can. */
    OPTED_IN {
        @Override
        Finding check(Subject subject) {
            Consent consent = subject.consent();
            if (consent == null) {
                return Finding.failed(this, Exclusion.NOT_OPTED_IN, null);
            }
            Exclusion exclusion = exclusionOf(consent.status());
            return exclusion == null
                    ? Finding.passed(this, consent.setBy())
                    : Finding.failed(this, exclusion, consent.setBy());
        }
    },
    /** The person did not end all texts: transactional ones need no opt-in. */
    TEXTS_NOT_STOPPED {
        @Override
        Finding check(Subject subject) {
            Consent consent = subject.consent();
            if (consent == null) {
                return Finding.passed(this, null);
            }
            Exclusion exclusion = exclusionFromTexts(consent);
            return exclusion == null
                    ? Finding.passed(this, consent.setBy())
                    : Finding.failed(this, exclusion, consent.setBy());
        }
    },
    DO_NOT_MAIL_OFF(Flag.DO_NOT_MAIL, false, Exclusion.DO_NOT_MAIL),
    DO_NOT_SERVICE_OFF(Flag.DO_NOT_SERVICE, false, Exclusion.DO_NOT_SERVICE),
    EMAIL_ADDRESS(Flag.EMAIL, true, Exclusion.NOT_AN_EMAIL_ADDRESS),
    /** Neither the person nor the company nor the mail itself speaks against the address. */
    EMAIL_NOT_SUPPRESSED {
        @Override
        Finding check(Subject subject) {
            Consent consent = subject.consent();
            if (consent == null) {
                return Finding.passed(this, null);
            }
            Exclusion exclusion = Suppressions.exclusionOf(consent);
            return exclusion == null
                    ? Finding.passed(this, consent.setBy())
                    : Finding.failed(this, exclusion, consent.setBy());
        }
    },
    DO_NOT_SEND_PROMOTIONAL_EMAILS_OFF(
            Flag.DO_NOT_SEND_PROMOTIONAL_EMAILS, false, Exclusion.DO_NOT_SEND_PROMOTIONAL_EMAILS),
    /** Where the company asks for it, the person confirmed the address, or the office says so with a tag. */
    DOUBLE_OPT_IN_GIVEN(Flag.OPTED_IN_TAG, true, Exclusion.NO_DOUBLE_OPT_IN) {
        @Override
        Finding check(Subject subject) {
            CompanySettings settings = subject.settings();
            if (!settings.asksForDoubleOptIn()) {
                return Finding.passed(this, settings.setBy().doubleOptIn());
            }
            Finding byTag = super.check(subject);
            Consent consent = subject.consent();
            return !byTag.hasPassed() && consent != null && consent.status() == ConsentStatus.OPTED_IN
                    ? Finding.passed(this, consent.setBy())
                    : byTag;
        }
    },
    /** Where the company spares those who do not read its emails, the customer is not one of them. */
    NOT_DORMANT(Flag.EMAIL_DORMANT_TAG, false, Exclusion.EMAIL_DORMANT) {
        @Override
        Finding check(Subject subject) {
            CompanySettings settings = subject.settings();
            return settings.sparesDormant()
                    ? super.check(subject)
                    : Finding.passed(this, settings.setBy().dormant());
        }
    },
    /** Of the customer's email addresses it is the first that may be written to. Not told by one address alone. */
    FIRST_ELIGIBLE_EMAIL,
    /** An estimate of the customer is open, within the company's window, and no job was booked on it. */
    ESTIMATE_OPEN(Flag.OPEN_ESTIMATE, true, Exclusion.NO_OPEN_ESTIMATE),
    ACTIVE_CUSTOMER(Flag.ACTIVE_CUSTOMER, true, Exclusion.INACTIVE_CUSTOMER);

    private final @Nullable Flag flag;
    private final boolean on;
    private final @Nullable Exclusion otherwise;

    Condition() {
        this.flag = null;
        this.on = false;
        this.otherwise = null;
    }

    Condition(Flag flag, boolean on, Exclusion otherwise) {
        this.flag = flag;
        this.on = on;
        this.otherwise = otherwise;
    }

    Finding check(Subject subject) {
        Flagged holder = subject.holder();
        if (holder == null || flag == null || otherwise == null) {
            return Finding.notKnown(this);
        }
        return holder.isOn(flag) == on
                ? Finding.passed(this, holder.setterOf(flag))
                : Finding.failed(this, otherwise, holder.setterOf(flag));
    }

    private static @Nullable Exclusion exclusionFromTexts(Consent consent) {
        return switch (consent.status()) {
            case NEVER_ASKED, PENDING, OPTED_IN -> null;
            case OPTED_OUT -> consent.scope() == OptOutScope.MARKETING ? null : Exclusion.OPTED_OUT;
            case UNKNOWN -> Exclusion.CONSENT_UNKNOWN;
            case ON_HOLD -> Exclusion.ON_HOLD;
            case BLOCKED_AT_GATEWAY -> Exclusion.BLOCKED_AT_GATEWAY;
        };
    }

    private static @Nullable Exclusion exclusionOf(ConsentStatus status) {
        return switch (status) {
            case OPTED_IN -> null;
            case UNKNOWN, NEVER_ASKED, PENDING -> Exclusion.NOT_OPTED_IN;
            case OPTED_OUT -> Exclusion.OPTED_OUT;
            case ON_HOLD -> Exclusion.ON_HOLD;
            case BLOCKED_AT_GATEWAY -> Exclusion.BLOCKED_AT_GATEWAY;
        };
    }
}

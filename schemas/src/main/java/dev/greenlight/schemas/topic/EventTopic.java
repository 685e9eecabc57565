package dev.greenlight.schemas.topic;

import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.DirectMailMember;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.crm.EstimateChanged;
import dev.greenlight.schemas.crm.JobChanged;
import dev.greenlight.schemas.sms.NumberBlocked;
import dev.greenlight.schemas.sms.TextReceived;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic that services share: its name, the one event type on it, its kind, its key and its only writer.
 *
 * <p>Keys are plain strings, never Avro: an Avro key carries the id of its schema in its bytes, so the first
 * change of the key's schema would send a contact to another partition.
 */
public record EventTopic<V extends SpecificRecord>(
        String name, Class<V> eventType, TopicKind kind, TopicKey key, Owner owner) implements CatalogueTopic {

    public static final EventTopic<TextReceived> TEXT_RECEIVED = new EventTopic<>(
            "sms.text-received",
            TextReceived.class,
            TopicKind.PERSONAL_FACTS,
            TopicKey.TENANT_ADDRESS,
            Owner.SMS_INBOUND);

    /** Numbers that gateways or carriers say they do not deliver to. */
    public static final EventTopic<NumberBlocked> NUMBER_BLOCKED = new EventTopic<>(
            "sms.number-blocked",
            NumberBlocked.class,
            TopicKind.PERSONAL_FACTS,
            TopicKey.TENANT_ADDRESS,
            Owner.SMS_INBOUND);

    /** The ledger: every decision about consent, refused ones too. */
    public static final EventTopic<ConsentChanged> CONSENT_CHANGED = new EventTopic<>(
            "consent.consent-changed",
            ConsentChanged.class,
            TopicKind.PERSONAL_FACTS,
            TopicKey.TENANT_ADDRESS,
            Owner.CONSENT);

    public static final EventTopic<ConsentState> CONSENT_STATE = new EventTopic<>(
            "consent.consent-state", ConsentState.class, TopicKind.STATE, TopicKey.TENANT_ADDRESS, Owner.CONSENT);

    public static final EventTopic<CustomerState> CUSTOMER_STATE = new EventTopic<>(
            "consent.customer-state", CustomerState.class, TopicKind.STATE, TopicKey.TENANT_CUSTOMER, Owner.CONSENT);

    public static final EventTopic<TenantSettings> TENANT_SETTINGS_STATE = new EventTopic<>(
            "consent.tenant-settings-state", TenantSettings.class, TopicKind.STATE, TopicKey.TENANT, Owner.CONSENT);

    /** Who may be sent marketing texts, right now. */
    public static final EventTopic<AudienceMember> AUDIENCE_SMS_MARKETING = new EventTopic<>(
            "audience.sms-marketing",
            AudienceMember.class,
            TopicKind.STATE,
            TopicKey.TENANT_CUSTOMER_ADDRESS,
            Owner.ELIGIBILITY);

    /** Who may be sent texts about jobs, right now. */
    public static final EventTopic<AudienceMember> AUDIENCE_SMS_TRANSACTIONAL = new EventTopic<>(
            "audience.sms-transactional",
            AudienceMember.class,
            TopicKind.STATE,
            TopicKey.TENANT_CUSTOMER_ADDRESS,
            Owner.ELIGIBILITY);

    /**
     * Who may be sent marketing emails, right now: one address for each customer. All addresses of a customer are in
     * one partition, that of the customer, so that a reader sees one leave before another one joins.
     */
    public static final EventTopic<AudienceMember> AUDIENCE_EMAIL_MARKETING = new EventTopic<>(
            "audience.email-marketing",
            AudienceMember.class,
            TopicKind.STATE,
            TopicKey.TENANT_CUSTOMER_ADDRESS,
            Owner.ELIGIBILITY);

    /** Which customers may be sent post, right now, with what stands on the envelope. */
    public static final EventTopic<DirectMailMember> AUDIENCE_DIRECT_MAIL = new EventTopic<>(
            "audience.direct-mail",
            DirectMailMember.class,
            TopicKind.STATE,
            TopicKey.TENANT_CUSTOMER,
            Owner.ELIGIBILITY);

    /** Who may be sent texts about an estimate that nothing has come of yet, right now. */
    public static final EventTopic<AudienceMember> AUDIENCE_UNSOLD_ESTIMATES = new EventTopic<>(
            "audience.unsold-estimates",
            AudienceMember.class,
            TopicKind.STATE,
            TopicKey.TENANT_CUSTOMER_ADDRESS,
            Owner.ELIGIBILITY);

    /** Estimates, as the CRM of each company has them. */
    public static final EventTopic<EstimateChanged> ESTIMATE_CHANGED = new EventTopic<>(
            "crm.estimate-changed",
            EstimateChanged.class,
            TopicKind.PERSONAL_FACTS,
            TopicKey.TENANT_ESTIMATE,
            Owner.CRM);

    /** Jobs, as the CRM of each company has them. */
    public static final EventTopic<JobChanged> JOB_CHANGED = new EventTopic<>(
            "crm.job-changed", JobChanged.class, TopicKind.PERSONAL_FACTS, TopicKey.TENANT_JOB, Owner.CRM);

    public static final EventTopic<MembershipChanged> MEMBERSHIP_CHANGED = new EventTopic<>(
            "audience.membership-changed",
            MembershipChanged.class,
            TopicKind.PERSONAL_FACTS,
            TopicKey.TENANT_CUSTOMER,
            Owner.ELIGIBILITY);

    public static final List<EventTopic<?>> ALL = List.of(
            TEXT_RECEIVED,
            NUMBER_BLOCKED,
            CONSENT_CHANGED,
            CONSENT_STATE,
            CUSTOMER_STATE,
            TENANT_SETTINGS_STATE,
            AUDIENCE_SMS_MARKETING,
            AUDIENCE_SMS_TRANSACTIONAL,
            AUDIENCE_EMAIL_MARKETING,
            AUDIENCE_DIRECT_MAIL,
            AUDIENCE_UNSOLD_ESTIMATES,
            ESTIMATE_CHANGED,
            JOB_CHANGED,
            MEMBERSHIP_CHANGED);

    /** The registry's subject for the values of this topic (the registry's TopicNameStrategy). */
    public String valueSubject() {
        return name + "-value";
    }
}

package dev.greenlight.eligibility.config;

import static dev.greenlight.schemas.topic.EventTopic.AUDIENCE_DIRECT_MAIL;
import static dev.greenlight.schemas.topic.EventTopic.AUDIENCE_EMAIL_MARKETING;
import static dev.greenlight.schemas.topic.EventTopic.AUDIENCE_SMS_MARKETING;
import static dev.greenlight.schemas.topic.EventTopic.AUDIENCE_SMS_TRANSACTIONAL;
import static dev.greenlight.schemas.topic.EventTopic.CONSENT_STATE;
import static dev.greenlight.schemas.topic.EventTopic.CUSTOMER_STATE;
import static dev.greenlight.schemas.topic.EventTopic.MEMBERSHIP_CHANGED;
import static dev.greenlight.schemas.topic.EventTopic.TENANT_SETTINGS_STATE;
import static dev.greenlight.schemas.topic.PrivateTopic.AUDIENCE_SETTINGS;
import static dev.greenlight.schemas.topic.PrivateTopic.CONTACT_FLAGS;
import static dev.greenlight.schemas.topic.PrivateTopic.ELIGIBILITY_DEAD_LETTER;
import static dev.greenlight.schemas.topic.PrivateTopic.EMAIL_STANDING;

import dev.greenlight.schemas.topic.CatalogueTopic;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicProvisioning;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;

/** Before anything else starts: every topic that the service uses is there. */
final class StartGate implements InitializingBean {

    private static final List<CatalogueTopic> USED = List.of(
            CONSENT_STATE,
            CUSTOMER_STATE,
            TENANT_SETTINGS_STATE,
            AUDIENCE_SMS_MARKETING,
            AUDIENCE_SMS_TRANSACTIONAL,
            AUDIENCE_EMAIL_MARKETING,
            AUDIENCE_DIRECT_MAIL,
            MEMBERSHIP_CHANGED,
            AUDIENCE_SETTINGS,
            EMAIL_STANDING,
            EventTopic.AUDIENCE_UNSOLD_ESTIMATES,
            EventTopic.ESTIMATE_CHANGED,
            EventTopic.JOB_CHANGED,
            PrivateTopic.ESTIMATE_NEWS,
            CONTACT_FLAGS,
            ELIGIBILITY_DEAD_LETTER);

    private final Map<String, Object> adminSettings;
    private final int partitions;

    StartGate(Map<String, Object> adminSettings, int partitions) {
        this.adminSettings = adminSettings;
        this.partitions = partitions;
    }

    @Override
    public void afterPropertiesSet() {
        if (!isClosed()) {
            try (var admin = Admin.create(adminSettings)) {
                TopicProvisioning.verify(admin, USED, partitions);
            }
        }
    }

    /** Whether this start ends before anything runs: the JVM's cache is made in one that connects to nothing. */
    boolean isClosed() {
        String exit = SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME);
        return DefaultLifecycleProcessor.ON_REFRESH_VALUE.equalsIgnoreCase(exit);
    }
}

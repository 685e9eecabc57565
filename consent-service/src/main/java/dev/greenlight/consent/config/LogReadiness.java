package dev.greenlight.consent.config;

import dev.greenlight.schemas.topic.CatalogueTopic;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicProvisioning;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/** Refuses to start, before anything else does, when a topic is missing or is not as the catalogue says. */
@Component
final class LogReadiness {

    private static final List<CatalogueTopic> USED = List.of(
            EventTopic.TEXT_RECEIVED,
            EventTopic.NUMBER_BLOCKED,
            EventTopic.CONSENT_CHANGED,
            EventTopic.CONSENT_STATE,
            EventTopic.CUSTOMER_STATE,
            EventTopic.TENANT_SETTINGS_STATE,
            PrivateTopic.CUSTOMER_COMMAND,
            PrivateTopic.SETTINGS_COMMAND,
            PrivateTopic.REVIEW_COMMAND,
            PrivateTopic.OPT_IN_REQUEST_COMMAND,
            PrivateTopic.OPT_OUT_COMMAND,
            PrivateTopic.EMAIL_COMMAND,
            PrivateTopic.ERASURE_COMMAND,
            PrivateTopic.CUSTOMER_ERASURE_COMMAND,
            PrivateTopic.ERASED_ADDRESS,
            PrivateTopic.SETTINGS_BROADCAST,
            PrivateTopic.COMMAND_OUTCOME,
            PrivateTopic.CONSENT_DEAD_LETTER);

    private final KafkaProperties kafka;
    private final ConsentServiceProperties service;

    LogReadiness(KafkaProperties kafka, ConsentServiceProperties service) {
        this.kafka = kafka;
        this.service = service;
    }

    /** @throws dev.greenlight.schemas.topic.TopicsNotReadyException naming each topic that is not as it must be */
    void verify() {
        try (var admin = Admin.create(kafka.buildAdminProperties())) {
            TopicProvisioning.verify(admin, USED, service.partitions());
        }
    }
}

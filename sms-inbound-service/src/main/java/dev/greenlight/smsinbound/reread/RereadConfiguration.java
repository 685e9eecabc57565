package dev.greenlight.smsinbound.reread;

import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.smsinbound.config.SmsInboundConfiguration;
import dev.greenlight.smsinbound.config.VocabularyConfiguration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;

/** The words of the service's configuration, and a reader of the log. No configuration of the service itself. */
@Import({SmsInboundConfiguration.class, VocabularyConfiguration.class})
@ImportAutoConfiguration({KafkaAutoConfiguration.class, SslAutoConfiguration.class})
class RereadConfiguration {

    @Bean
    KeptTexts keptTexts(ConsumerFactory<?, ?> factory) {
        Map<String, Object> settings = readingOnly(factory.getConfigurationProperties());
        return new KeptTexts(new KafkaConsumer<>(
                settings,
                FactKeys.strings().deserializer(),
                EventSerde.<TextReceived>configured(settings).deserializer()));
    }

    /** Spring's connection and security settings, and what keeps the command from leaving a trace. */
    static Map<String, Object> readingOnly(Map<String, Object> configured) {
        Map<String, Object> settings = new HashMap<>(configured);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // where the log has been cut meanwhile, what is left is read, and not only what is new
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }
}

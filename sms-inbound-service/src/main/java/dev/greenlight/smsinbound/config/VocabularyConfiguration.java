package dev.greenlight.smsinbound.config;

import dev.greenlight.smsinbound.config.SmsInboundProperties.Sender;
import dev.greenlight.smsinbound.config.SmsInboundProperties.Tenant;
import dev.greenlight.smsinbound.domain.Vocabularies;
import dev.greenlight.smsinbound.domain.understanding.Meaning;
import dev.greenlight.smsinbound.domain.understanding.Vocabulary;
import dev.greenlight.smsinbound.domain.understanding.VocabularyRefusedException;
import dev.greenlight.smsinbound.domain.understanding.VocabularySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the vocabulary of each company, and says everything that is wrong with any of them before it gives up. */
@Configuration(proxyBeanMethods = false)
public class VocabularyConfiguration {

    @Bean
    Vocabularies vocabularies(SmsInboundProperties properties) {
        List<String> refused = new ArrayList<>();
        Map<String, Vocabulary> byTenant = new HashMap<>();
        Map<String, Map<String, Vocabulary>> byNumber = new HashMap<>();
        new TreeMap<>(properties.tenants()).forEach((tenant, settings) -> {
            VocabularySettings ofTenant = settings.vocabulary().settings();
            vocabulary(ofTenant, tenant + ".vocabulary", refused)
                    .ifPresent(vocabulary -> byTenant.put(tenant, vocabulary));
            byNumber.put(tenant, byNumber(tenant, settings, ofTenant, refused));
        });
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("greenlight.sms-inbound.tenants: " + String.join("; ", refused));
        }
        return new Vocabularies(byTenant, byNumber);
    }

    static VocabularySettings settings(
            Set<String> languages,
            List<String> optOut,
            List<String> optIn,
            List<String> confirm,
            List<String> decline,
            List<String> help,
            List<String> exemptions) {
        return new VocabularySettings(
                languages,
                Map.of(
                        Meaning.OPT_OUT, optOut,
                        Meaning.OPT_IN, optIn,
                        Meaning.CONFIRM, confirm,
                        Meaning.DECLINE, decline,
                        Meaning.HELP, help),
                exemptions);
    }

    private static Map<String, Vocabulary> byNumber(
            String tenant, Tenant settings, VocabularySettings ofTenant, List<String> refused) {
        Map<String, Vocabulary> byNumber = new HashMap<>();
        List<Sender> senders = settings.vocabulary().senders();
        for (int i = 0; i < senders.size(); i++) {
            Sender sender = senders.get(i);
            String place = tenant + ".vocabulary.senders[" + i + "]";
            if (!settings.numbers().contains(sender.number())) {
                refused.add(place + ": the number is none of the tenant's");
            } else if (byNumber.containsKey(sender.number())) {
                refused.add(place + ": the number is there twice");
            }
            vocabulary(ofTenant.plus(sender.settings()), place, refused)
                    .ifPresent(vocabulary -> byNumber.put(sender.number(), vocabulary));
        }
        return byNumber;
    }

    private static Optional<Vocabulary> vocabulary(VocabularySettings settings, String place, List<String> refused) {
        try {
            return Optional.of(Vocabulary.of(settings));
        } catch (VocabularyRefusedException e) {
            e.reasons().forEach(reason -> refused.add(place + ": " + reason));
            return Optional.empty();
        }
    }
}

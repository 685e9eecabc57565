package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.AudienceDecision;
import dev.greenlight.eligibility.domain.audience.AudiencePolicy;
import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.audience.Difference;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.News;
import dev.greenlight.eligibility.mapping.SettingsMapper;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the contacts of a task, and says what the audiences do not show about them yet. */
final class ContactJudge {

    private final KeyValueStore<ContactKey, StoredContactFacts> contacts;
    private final KeyValueStore<String, StoredCompanySettings> settings;
    private final Reevaluations reevaluations;
    private final NumberIndex index;
    private final int partition;

    ContactJudge(ProcessorContext<?, ?> context, NumberIndex index) {
        this.contacts = context.getStateStore(EligibilityTopology.CONTACT_FACTS_STORE);
        this.settings = context.getStateStore(EligibilityTopology.SETTINGS_STORE);
        this.reevaluations = new Reevaluations(context);
        this.index = index;
        this.partition = context.taskId().partition();
    }

    /** Keeps what is new about a contact. */
    List<Difference> hear(ContactKey key, News news) {
        Contact contact = ContactFactsMapper.fromStore(contacts.get(key));
        ContactFacts facts = news.change().apply(contact.facts());
        if (facts.equals(contact.facts())) {
            return List.of();
        }
        CompanySettings ofCompany = SettingsMapper.fromStore(settings.get(key.tenant()));
        var differences = new ArrayList<Difference>(2);
        // what the news is not to blame for
        Cause missed = reevaluations.missedBy(key);
        if (missed != null) {
            AudienceDecision caughtUp = AudiencePolicy.decide(contact, contact.facts(), ofCompany, missed);
            differences.addAll(caughtUp.differences());
            contact = caughtUp.contact();
        }
        AudienceDecision decision = AudiencePolicy.decide(contact, facts, ofCompany, news.cause());
        differences.addAll(decision.differences());
        keep(key, decision.contact());
        return differences;
    }

    /** Judges a contact again about which nothing is new. */
    List<Difference> again(ContactKey key, Cause cause) {
        StoredContactFacts stored = contacts.get(key);
        if (stored == null) {
            return List.of();
        }
        Contact contact = ContactFactsMapper.fromStore(stored);
        CompanySettings ofCompany = SettingsMapper.fromStore(settings.get(key.tenant()));
        AudienceDecision decision = AudiencePolicy.decide(contact, contact.facts(), ofCompany, cause);
        if (!decision.differences().isEmpty()) {
            keep(key, decision.contact());
        }
        return decision.differences();
    }

    private void keep(ContactKey key, Contact contact) {
        contacts.put(key, contact.isEmpty() ? null : ContactFactsMapper.toStore(contact));
        index.changed(partition, key, contact.facts());
    }

    /** Takes over what a company has set up; null when that moves nobody. */
    @Nullable Cause hear(String tenant, CompanySettings news) {
        CompanySettings known = SettingsMapper.fromStore(settings.get(tenant));
        if (news.revision() <= known.revision()) {
            return null;
        }
        settings.put(tenant, SettingsMapper.toStore(known.followedBy(news)));
        return known.decideAs(news) ? null : news.setBy().marketingPro();
    }
}

package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.AudienceDecision;
import dev.greenlight.eligibility.domain.audience.AudiencePolicy;
import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.audience.Difference;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.mapping.ConsentMapper;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.ContactFlagsMapper;
import dev.greenlight.eligibility.mapping.MembershipMapper;
import dev.greenlight.eligibility.mapping.News;
import dev.greenlight.eligibility.mapping.RecordPosition;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredContactFlags;
import dev.greenlight.eligibility.stored.StoredContactMethod;
import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.topic.EventTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * Runs the code that a STOP runs through before the first STOP does, so that it is compiled and the registry has been
 * asked. Works on a contact that nobody has, in memory, and sends nothing.
 */
public final class WarmUp {

    private static final int ROUNDS = 4_000;
    private static final Duration AT_MOST = Duration.ofSeconds(3);
    private static final ContactKey NOBODY = new ContactKey("warm-up", "+10000000000");

    private final Serde<ConsentState> consents;
    private final Serde<AudienceMember> members;
    private final Serde<MembershipChanged> facts;
    private final Serde<StoredContactFacts> store = StateSerde.of(StoredContactFacts.class);

    /**
     * @param serdeSettings the settings of {@link EventSerde}
     */
    public WarmUp(Map<String, ?> serdeSettings) {
        consents = EventSerde.configured(serdeSettings);
        members = EventSerde.configured(serdeSettings);
        facts = EventSerde.configured(serdeSettings);
    }

    /** Takes at most some seconds, however slow the machine. */
    public void run() {
        long giveUpAt = System.nanoTime() + AT_MOST.toNanos();
        byte[] stored = apply(new byte[0], ContactFlagsMapper.toNews(flags()));
        for (int round = 1; round <= ROUNDS && System.nanoTime() < giveUpAt; round++) {
            String topic = EventTopic.CONSENT_STATE.name();
            byte[] record = consents.serializer().serialize(topic, consent(round));
            ConsentState consent = consents.deserializer().deserialize(topic, record);
            stored = apply(stored, ConsentMapper.toNews(consent, new RecordPosition(topic, 0, round, Instant.EPOCH)));
        }
    }

    private byte[] apply(byte[] stored, News news) {
        Contact contact = ContactFactsMapper.fromStore(
                stored.length == 0 ? null : store.deserializer().deserialize("", stored));
        AudienceDecision decision = AudiencePolicy.decide(
                contact, news.change().apply(contact.facts()), CompanySettings.DEFAULTS, news.cause());
        for (Difference difference : decision.differences()) {
            members.serializer()
                    .serialize(EventTopic.AUDIENCE_SMS_MARKETING.name(), MembershipMapper.toMember(NOBODY, difference));
            facts.serializer()
                    .serialize(EventTopic.MEMBERSHIP_CHANGED.name(), MembershipMapper.toFact(NOBODY, difference));
        }
        return store.serializer().serialize("", ContactFactsMapper.toStore(decision.contact()));
    }

    private static StoredContactFlags flags() {
        return new StoredContactFlags(
                "nobody",
                1L,
                new StoredContactMethod("none", null, 1 | 4 | 8 | 16, 0),
                "warm-up",
                Instant.EPOCH,
                "warm-up");
    }

    private static ConsentState consent(int round) {
        boolean in = round % 2 == 0;
        return new ConsentState(
                NOBODY.tenant(),
                Channel.SMS,
                NOBODY.address(),
                in ? ConsentStatus.OPTED_IN : ConsentStatus.OPTED_OUT,
                in ? OptOutScope.NONE : OptOutScope.ALL,
                Instant.ofEpochSecond(round),
                (long) round,
                "warm-up-" + round,
                "warm-up",
                null,
                (long) round,
                null);
    }
}

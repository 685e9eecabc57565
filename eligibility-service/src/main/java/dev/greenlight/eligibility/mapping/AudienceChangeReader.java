package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.audience.AudienceChange;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.topic.EventTopic;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what was published about members. For one thread at a time. */
public final class AudienceChangeReader {

    private final Deserializer<MembershipChanged> facts;

    /** @param serdeSettings the settings of {@link EventSerde} */
    public AudienceChangeReader(Map<String, ?> serdeSettings) {
        facts = EventSerde.<MembershipChanged>configured(serdeSettings).deserializer();
    }

    /**
     * Empty for a kind of change that only a newer version knows.
     *
     * @throws org.apache.kafka.common.errors.SerializationException when the bytes cannot be read
     */
    public Optional<AudienceChange> read(byte[] value) {
        MembershipChanged fact = facts.deserialize(EventTopic.MEMBERSHIP_CHANGED.name(), value);
        if (fact.getChange() == MembershipChange.UNKNOWN) {
            return Optional.empty();
        }
        return Optional.of(new AudienceChange(
                fact.getEventId(),
                fact.getTenant(),
                fact.getAudience(),
                fact.getChange() == MembershipChange.JOINED,
                fact.getCustomerId(),
                fact.getContactMethodId(),
                fact.getAddress(),
                fact.getExclusions().stream().map(Enum::name).toList(),
                fact.getCausedByEventId(),
                fact.getEffectiveAt()));
    }
}

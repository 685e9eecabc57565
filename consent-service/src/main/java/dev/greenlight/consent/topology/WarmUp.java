package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.consent.ConsentPolicy;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.mapping.ConsentMapper;
import dev.greenlight.consent.mapping.LedgerEntryMapper;
import dev.greenlight.consent.mapping.LedgerLinks;
import dev.greenlight.consent.mapping.TextMapper;
import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import dev.greenlight.schemas.topic.EventTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * Runs what every text runs through, over texts that nobody sent, until the compiler has seen it: the first seconds
 * of a cold service are the slowest of its day. Nothing is written anywhere.
 */
public final class WarmUp {

    private static final int MOST_TEXTS = 20_000;
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int NUMBERS = 64;

    private final Serde<TextReceived> texts;
    private final Serde<ConsentChanged> entries;
    private final Serde<ConsentState> states;
    private final Serde<StoredConsent> stored = StateSerde.of(StoredConsent.class);
    private final LedgerLinks links = LedgerLinks.withKey(null);
    private final Map<Integer, byte[]> store = new HashMap<>();

    /** @param serdeSettings those of the topology */
    public WarmUp(Map<String, ?> serdeSettings) {
        texts = EventSerde.configured(serdeSettings);
        entries = EventSerde.configured(serdeSettings);
        states = EventSerde.configured(serdeSettings);
    }

    public void run() {
        long until = System.nanoTime() + LONGEST.toNanos();
        for (int i = 0; i < MOST_TEXTS && System.nanoTime() < until; i++) {
            decide(text(i), i);
        }
    }

    private void decide(TextReceived sent, long offset) {
        String topic = EventTopic.TEXT_RECEIVED.name();
        TextReceived text =
                texts.deserializer().deserialize(topic, texts.serializer().serialize(topic, sent));
        int number = (int) (offset % NUMBERS);
        StoredConsent before = stored.deserializer().deserialize("", store.get(number));
        var decision = ConsentPolicy.decide(
                ConsentMapper.fromStored(before), TextMapper.toMessage(text), OptOutScopeSetting.ALL);
        ConsentChanged entry = links.linked(LedgerEntryMapper.toLedgerEntry(decision, before, text, 0, offset), before);
        StoredConsent after = ConsentMapper.toStored(decision, before, entry, "warm-up");
        entries.serializer().serialize(EventTopic.CONSENT_CHANGED.name(), entry);
        states.serializer()
                .serialize(
                        EventTopic.CONSENT_STATE.name(),
                        ConsentMapper.toState(text.getTenant(), text.getFrom(), after));
        // most numbers text once or twice
        if (offset % (4L * NUMBERS) < NUMBERS) {
            store.remove(number);
        } else {
            store.put(number, stored.serializer().serialize("", after));
        }
    }

    private static TextReceived text(int i) {
        boolean start = i % 2 == 0;
        Instant at = Instant.EPOCH.plusSeconds(i);
        return new TextReceived(
                "none:" + i,
                "none",
                "none",
                Integer.toString(i),
                "+10000000000",
                "+10000000001",
                start ? "START" : "STOP",
                start ? TextMeaning.OPT_IN : TextMeaning.OPT_OUT,
                start ? "START" : "STOP",
                "default-vocabulary",
                false,
                GatewayHint.NONE,
                false,
                at,
                TimeSource.GREENLIGHT,
                at);
    }
}

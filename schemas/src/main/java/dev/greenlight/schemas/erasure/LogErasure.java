package dev.greenlight.schemas.erasure;

import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.crm.EstimateChanged;
import dev.greenlight.schemas.crm.JobChanged;
import dev.greenlight.schemas.ledger.LedgerChain;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.topic.CatalogueTopic;
import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.Owner;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicKey;
import dev.greenlight.schemas.topic.TopicKeys;
import dev.greenlight.schemas.topic.TopicKind;
import dev.greenlight.schemas.topic.TopicProvisioning;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the facts about erased addresses and customers off the log: a tombstone for each. What the ledger has to keep it
 * writes again, under the address's pseudonym and without anything personal; hashes and chain stay as they are.
 *
 * <p>The services have forgotten by then: this finds what they wrote before. All that is about one address or one customer
 * goes in one transaction.
 */
public final class LogErasure {

    private final Map<String, Object> clientSettings;
    private final Duration settle;
    private final PartitionScan scan;
    private final Deserializer<ConsentChanged> facts;
    private final Serializer<ConsentChanged> factWriter;
    private final Deserializer<MembershipChanged> memberships;
    private final Deserializer<SpecificRecord> crmFacts;
    private final Deserializer<String> keys = FactKeys.strings().deserializer();
    private final Serializer<String> keyWriter = FactKeys.strings().serializer();

    /**
     * What a run has done.
     *
     * @param addresses that were erased
     * @param customers that were erased
     * @param records that have a tombstone now
     * @param kept facts of the ledger that are there without what was personal
     */
    public record Done(int addresses, int customers, int records, int kept) {}

    /** What compaction goes by: the key with its mark. */
    private record Own(String topic, ByteBuffer key) {

        private static Own of(ConsumerRecord<byte[], byte[]> record) {
            return new Own(record.topic(), ByteBuffer.wrap(record.key()));
        }
    }

    /**
     * An address or a customer to be erased.
     *
     * @param until in milliseconds since the epoch; what is later is about somebody who came back
     * @param lastFact where the ledger ends for the address; null for a customer
     * @param gone what was found
     */
    private record Erasure(
            long until,
            @Nullable ConsumerRecord<byte[], byte[]> lastFact,
            Map<Own, ConsumerRecord<byte[], byte[]>> gone) {

        private Erasure(long until, @Nullable ConsumerRecord<byte[], byte[]> lastFact) {
            this(until, lastFact, new LinkedHashMap<>());
        }
    }

    /**
     * @param clientSettings {@code bootstrap.servers}, what {@link EventSerde#configured} needs, and how to be let in
     * @param settle how long after an erasure services may still write what follows from what was before it
     */
    public LogErasure(Map<String, ?> clientSettings, Duration settle) {
        this.clientSettings = new HashMap<>(clientSettings);
        this.settle = settle;
        scan = new PartitionScan(clientSettings);
        EventSerde<ConsentChanged> ledger = EventSerde.configured(clientSettings);
        facts = ledger.deserializer();
        factWriter = ledger.serializer();
        crmFacts = EventSerde.<SpecificRecord>configured(clientSettings).deserializer();
        memberships = EventSerde.<MembershipChanged>configured(clientSettings).deserializer();
    }

    /**
     * Does what is due.
     *
     * @param now what was erased less than {@code settle} ago is left for another run
     */
    public Done run(Instant now) {
        long due = now.minus(settle).toEpochMilli();
        Map<String, Erasure> addresses = addresses(due);
        Map<String, Erasure> customers = customers(due);
        if (addresses.isEmpty() && customers.isEmpty()) {
            return new Done(0, 0, 0, 0);
        }
        for (CatalogueTopic topic : TopicProvisioning.catalogue()) {
            if (topic.owner() == Owner.CRM) {
                scan.read(topic.name(), record -> collectOfCrm(record, customers));
            } else if (topic.kind() == TopicKind.PERSONAL_FACTS) {
                var concerned = topic.key() == TopicKey.TENANT_CUSTOMER ? customers : addresses;
                scan.read(topic.name(), record -> collect(topic, record, concerned, addresses));
            }
        }
        int kept = write(addresses.values()) + write(customers.values());
        int records = records(addresses) + records(customers);
        return new Done(addresses.size(), customers.size(), records, kept);
    }

    /** The ledger says itself which addresses were erased and what they are called from then on. */
    private Map<String, Erasure> addresses(long due) {
        Map<Own, ConsumerRecord<byte[], byte[]>> last = new LinkedHashMap<>();
        scan.read(EventTopic.CONSENT_CHANGED.name(), record -> {
            Own own = Own.of(record);
            if (record.value() == null) {
                last.remove(own);
            } else if (record.timestamp() <= due && isLast(fact(record))) {
                last.put(own, record);
            }
        });
        Map<String, Erasure> erasures = new LinkedHashMap<>();
        last.values().forEach(record -> erasures.put(key(record), new Erasure(until(record), record)));
        return erasures;
    }

    private Map<String, Erasure> customers(long due) {
        Map<Own, ConsumerRecord<byte[], byte[]>> asked = new LinkedHashMap<>();
        scan.read(PrivateTopic.CUSTOMER_ERASURE_COMMAND.name(), record -> {
            Own own = Own.of(record);
            if (record.value() == null) {
                asked.remove(own);
            } else if (record.timestamp() <= due) {
                asked.put(own, record);
            }
        });
        Map<String, Erasure> erasures = new LinkedHashMap<>();
        asked.values().forEach(record -> erasures.put(key(record), new Erasure(until(record), null)));
        return erasures;
    }

    private long until(ConsumerRecord<byte[], byte[]> erased) {
        return erased.timestamp() + settle.toMillis();
    }

    /** A fact that is erased already has no address, and is nobody's last. */
    private static boolean isLast(ConsentChanged fact) {
        return LedgerChain.ERASURE.equals(fact.getEvidence().getRule())
                && !fact.getAddress().isEmpty();
    }

    private void collect(
            CatalogueTopic topic,
            ConsumerRecord<byte[], byte[]> record,
            Map<String, Erasure> concerned,
            Map<String, Erasure> addresses) {
        Erasure erasure = concerned.get(key(record));
        if (erasure == null && topic.equals(EventTopic.MEMBERSHIP_CHANGED) && record.value() != null) {
            // the key names the customer, who may be another one that has the address too
            MembershipChanged membership = memberships.deserialize(record.topic(), record.value());
            erasure = addresses.get(TopicKeys.ofAddress(membership.getTenant(), membership.getAddress()));
        }
        if (erasure == null || !isBeforeTheErasure(record, erasure)) {
            return;
        }
        if (record.value() == null) {
            erasure.gone.remove(Own.of(record));
        } else {
            erasure.gone.put(Own.of(record), record);
        }
    }

    /** Their keys name an estimate or a job; whose it is, only the value says. */
    private void collectOfCrm(ConsumerRecord<byte[], byte[]> record, Map<String, Erasure> customers) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            customers.values().forEach(erasure -> erasure.gone.remove(Own.of(record)));
            return;
        }
        SpecificRecord fact = crmFacts.deserialize(record.topic(), record.value());
        String customer = switch (fact) {
            case EstimateChanged estimate -> TopicKeys.ofCustomer(estimate.getTenant(), estimate.getCustomerId());
            case JobChanged job -> TopicKeys.ofCustomer(job.getTenant(), job.getCustomerId());
            default -> throw new IllegalStateException("A fact of a CRM of a kind that nobody erases");
        };
        Erasure erasure = customers.get(customer);
        if (erasure != null && record.timestamp() <= erasure.until) {
            erasure.gone.put(Own.of(record), record);
        }
    }

    private static boolean isBeforeTheErasure(ConsumerRecord<byte[], byte[]> record, Erasure erasure) {
        ConsumerRecord<byte[], byte[]> last = erasure.lastFact;
        if (last == null || !record.topic().equals(EventTopic.CONSENT_CHANGED.name())) {
            return record.timestamp() <= erasure.until;
        }
        // a tombstone stands behind the last fact
        return record.value() == null || record.partition() != last.partition() || record.offset() <= last.offset();
    }

    private int write(Collection<Erasure> erasures) {
        int kept = 0;
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "greenlight-erase");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (Erasure erasure : erasures) {
                producer.beginTransaction();
                for (ConsumerRecord<byte[], byte[]> record : erasure.gone.values()) {
                    if (record.topic().equals(EventTopic.CONSENT_CHANGED.name())) {
                        keep(producer, record, Objects.requireNonNull(erasure.lastFact));
                        kept++;
                    }
                    bury(producer, record);
                }
                producer.commitTransaction();
            }
        }
        return kept;
    }

    private void keep(
            Producer<byte[], byte[]> producer,
            ConsumerRecord<byte[], byte[]> record,
            ConsumerRecord<byte[], byte[]> lastFact) {
        String pseudonym = fact(lastFact).getEvidence().getGatewayMessageId();
        byte[] kept = factWriter.serialize(record.topic(), LedgerChain.erased(fact(record)));
        var unused = producer.send(new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.timestamp(),
                keyWriter.serialize(record.topic(), pseudonym),
                kept));
    }

    private static void bury(Producer<byte[], byte[]> producer, ConsumerRecord<byte[], byte[]> record) {
        var tombstone = new ProducerRecord<byte[], byte[]>(record.topic(), record.partition(), record.key(), null);
        tombstone
                .headers()
                .add(EventHeaders.ERASES, Long.toString(record.offset()).getBytes(StandardCharsets.UTF_8));
        var unused = producer.send(tombstone);
    }

    private ConsentChanged fact(ConsumerRecord<byte[], byte[]> record) {
        return facts.deserialize(record.topic(), record.value());
    }

    private String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : keys.deserialize(record.topic(), record.key());
    }

    private static int records(Map<String, Erasure> erasures) {
        return erasures.values().stream()
                .mapToInt(erasure -> erasure.gone.size())
                .sum();
    }
}

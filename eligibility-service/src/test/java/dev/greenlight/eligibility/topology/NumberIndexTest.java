package dev.greenlight.eligibility.topology;

import static dev.greenlight.eligibility.topology.ExampleEvents.ADDRESS;
import static dev.greenlight.eligibility.topology.ExampleEvents.consent;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.audience.Memberships;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.NumbersByStatus;
import dev.greenlight.eligibility.domain.contact.OptOutScope;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of numbers beside the store that it is made from. */
class NumberIndexTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String NUMBER = "+15555550101";

    private final NumberIndex index = new NumberIndex();

    @TempDir
    private Path stateDirectory;

    private InProcessRegistry registry;

    @BeforeEach
    void startRegistry() {
        registry = new InProcessRegistry().registerAll();
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    @Test
    void listKnowsWhatWasThereBeforeSomebodyAskedAndWhatCameSince() {
        try (var lanes = new EligibilityLanes(registry, stateDirectory, index)) {
            lanes.customers.pipeInput("acme:c-1", customer("c-1", 1).build());
            lanes.handOn();
            assertThat(lanes.listed(index, ConsentStatus.NEVER_ASKED, NOW)).containsExactly(ADDRESS);

            lanes.consents.pipeInput(
                    "acme:" + ADDRESS, consent(1, dev.greenlight.schemas.consent.ConsentStatus.OPTED_IN));

            assertThat(lanes.listed(index, ConsentStatus.OPTED_IN, NOW)).containsExactly(ADDRESS);
            assertThat(lanes.listed(index, ConsentStatus.NEVER_ASKED, NOW)).isEmpty();

            lanes.consents.pipeInput("acme:" + ADDRESS, (ConsentState) null);
            lanes.customers.pipeInput("acme:c-1", (CustomerState) null);
            lanes.handOn();

            assertThat(lanes.listed(index, null, NOW)).isEmpty();
        }
    }

    @Test
    void listIsMadeAnewWhenThePartitionComesAgain() {
        var contacts = new Contacts();
        contacts.put(NUMBER, ConsentStatus.OPTED_IN);
        index.opened(0);
        assertThat(index.numbers(0, "acme", contacts).page(null, "+", null, 9, NOW))
                .containsExactly(NUMBER);

        index.closed(0);
        contacts.put(NUMBER, ConsentStatus.OPTED_OUT); // by another instance
        index.opened(0);

        assertThat(index.numbers(0, "acme", contacts).page(ConsentStatus.OPTED_OUT, "+", null, 9, NOW))
                .containsExactly(NUMBER);
    }

    @Test
    void stopThatComesWhileTheListIsMadeIsNotLost() {
        var contacts = new Contacts();
        contacts.put(NUMBER, ConsentStatus.OPTED_IN);
        contacts.put("+15555550102", ConsentStatus.OPTED_IN);
        contacts.duringScan = seen -> {
            // both what was passed already and what comes next
            contacts.put(NUMBER, ConsentStatus.OPTED_OUT);
            index.changed(0, new ContactKey("acme", NUMBER), facts(ConsentStatus.OPTED_OUT));
        };
        index.opened(0);

        NumbersByStatus numbers = index.numbers(0, "acme", contacts);

        assertThat(numbers.page(ConsentStatus.OPTED_IN, "+", null, 9, NOW)).containsExactly("+15555550102");
        assertThat(numbers.page(ConsentStatus.OPTED_OUT, "+", null, 9, NOW)).containsExactly(NUMBER);
    }

    @Test
    void companiesDoNotSeeEachOthersNumbers() {
        var contacts = new Contacts();
        contacts.put(NUMBER, ConsentStatus.OPTED_IN);
        index.opened(0);

        assertThat(index.numbers(0, "acm", contacts).page(null, "+", null, 9, NOW))
                .isEmpty();
        assertThat(index.numbers(0, "acme-2", contacts).page(null, "+", null, 9, NOW))
                .isEmpty();
    }

    private static ContactFacts facts(ConsentStatus status) {
        var cause = new Cause("entry-1", NOW, "text");
        return new ContactFacts(List.of(), new Consent(status, OptOutScope.NONE, 1, cause, null));
    }

    /** A store of one company in plain memory, in which something can happen at each step of a scan. */
    private static final class Contacts implements ReadOnlyKeyValueStore<ContactKey, StoredContactFacts> {

        private final Map<String, StoredContactFacts> byNumber = new TreeMap<>();
        private Consumer<ContactKey> duringScan = seen -> {};

        void put(String number, ConsentStatus status) {
            byNumber.put(number, ContactFactsMapper.toStore(new Contact(facts(status), new Memberships(List.of()))));
        }

        @Override
        public @Nullable StoredContactFacts get(ContactKey key) {
            return key.tenant().equals("acme") ? byNumber.get(key.address()) : null;
        }

        @Override
        public KeyValueIterator<ContactKey, StoredContactFacts> range(ContactKey from, ContactKey to) {
            Map<String, StoredContactFacts> now = from.tenant().equals("acme") ? Map.copyOf(byNumber) : Map.of();
            Iterator<Map.Entry<String, StoredContactFacts>> entries =
                    now.entrySet().iterator();
            return new KeyValueIterator<>() {
                @Override
                public void close() {
                    // nothing is held
                }

                @Override
                public ContactKey peekNextKey() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public KeyValue<ContactKey, StoredContactFacts> next() {
                    Map.Entry<String, StoredContactFacts> entry = entries.next();
                    var key = new ContactKey("acme", entry.getKey());
                    duringScan.accept(key);
                    return KeyValue.pair(key, entry.getValue());
                }
            };
        }

        @Override
        public KeyValueIterator<ContactKey, StoredContactFacts> all() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long approximateNumEntries() {
            return byNumber.size();
        }
    }
}

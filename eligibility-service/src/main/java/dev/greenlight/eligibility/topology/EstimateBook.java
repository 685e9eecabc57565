package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactFlags;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerContacts;
import dev.greenlight.eligibility.domain.contact.CustomerContacts.Change;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.estimate.CustomerEstimates;
import dev.greenlight.eligibility.mapping.ContactFlagsMapper;
import dev.greenlight.eligibility.mapping.CustomerMapper;
import dev.greenlight.eligibility.mapping.EstimateMapper;
import dev.greenlight.eligibility.stored.StoredContactFlags;
import dev.greenlight.eligibility.stored.StoredCustomerContacts;
import dev.greenlight.eligibility.stored.StoredCustomerEstimates;
import dev.greenlight.eligibility.stored.StoredEstimateWindow;
import dev.greenlight.schemas.topic.TopicKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the estimates of the customers of a task, and tells their addresses when the first one opens or the last one
 * is over. Whom to look at next is found by time, not by looking at all.
 */
final class EstimateBook {

    /** Of a company that never set anything. */
    static final int DAYS = 30;

    private final ProcessorContext<ContactKey, StoredContactFlags> context;
    private final KeyValueStore<CustomerKey, StoredCustomerEstimates> estimates;
    private final KeyValueStore<CustomerKey, StoredCustomerContacts> customers;
    private final KeyValueStore<String, String> due;
    private final KeyValueStore<String, StoredEstimateWindow> windows;

    EstimateBook(ProcessorContext<ContactKey, StoredContactFlags> context) {
        this.context = context;
        this.estimates = context.getStateStore(EligibilityTopology.CUSTOMER_ESTIMATES_STORE);
        this.customers = context.getStateStore(EligibilityTopology.CUSTOMER_CONTACTS_STORE);
        this.due = context.getStateStore(EligibilityTopology.ESTIMATES_DUE_STORE);
        this.windows = context.getStateStore(EligibilityTopology.ESTIMATE_WINDOWS_STORE);
    }

    CustomerEstimates of(CustomerKey customer) {
        return EstimateMapper.fromStore(estimates.get(customer));
    }

    /** Whether the addresses of the customer were told that an estimate is open. */
    boolean isShown(CustomerKey customer) {
        StoredCustomerEstimates stored = estimates.get(customer);
        return stored != null && stored.getShown();
    }

    /** Keeps them, and tells the addresses where that makes a difference. */
    void keep(CustomerKey customer, CustomerEstimates news, Supplier<Cause> cause) {
        Instant now = now();
        Duration window = windowOf(customer.tenant());
        CustomerEstimates current = news.at(now);
        boolean open = current.isOpen(now, window);
        if (open != news.shown()) {
            tell(customer, open, cause.get());
        }
        write(customer, current.showing(open), current.dueAt(now, window));
    }

    /** Looks at a customer again about whom nothing is new. */
    void lookAgain(CustomerKey customer, @Nullable Cause cause) {
        CustomerEstimates known = of(customer);
        Duration window = windowOf(customer.tenant());
        keep(customer, known, () -> cause == null ? known.windowOver(window).orElseThrow() : cause);
    }

    void forget(CustomerKey customer) {
        StoredCustomerEstimates known = estimates.delete(customer);
        if (known != null) {
            due.delete(dueKey(known.getDueAt(), customer));
        }
    }

    boolean isAnybodyLeft() {
        try (KeyValueIterator<String, String> all = due.all()) {
            return all.hasNext();
        }
    }

    /** Whose time has come, those first who wait longest. */
    List<CustomerKey> dueNow(int atMost) {
        var result = new ArrayList<CustomerKey>();
        try (KeyValueIterator<String, String> passed = due.range(null, hex(now()) + '~')) {
            while (passed.hasNext() && result.size() < atMost) {
                String key = passed.next().key;
                String customer = key.substring(key.indexOf(':') + 1);
                int colon = customer.indexOf(':');
                result.add(new CustomerKey(customer.substring(0, colon), customer.substring(colon + 1)));
            }
        }
        return result;
    }

    /** The next customers of a company with estimates. */
    List<CustomerKey> customersOf(String tenant, String after, int atMost) {
        var result = new ArrayList<CustomerKey>();
        var last = new CustomerKey(tenant, "~");
        try (var some = estimates.range(new CustomerKey(tenant, after), last)) {
            while (some.hasNext() && result.size() < atMost) {
                CustomerKey customer = some.next().key;
                if (!customer.customerId().equals(after)) {
                    result.add(customer);
                }
            }
        }
        return result;
    }

    private void tell(CustomerKey customer, boolean open, Cause cause) {
        CustomerContacts known = CustomerMapper.fromStore(customers.get(customer));
        CustomerContacts current = known.withOpenEstimate(open);
        List<Change> changes = current.changesSince(known);
        for (Change change : changes) {
            var news = new ContactFlags(customer.customerId(), current.revision(), change.held(), cause);
            context.forward(new Record<>(
                    new ContactKey(customer.tenant(), change.address()),
                    ContactFlagsMapper.toRecord(news),
                    Positions.timestampOf(cause, context)));
        }
        if (!changes.isEmpty()) {
            customers.put(customer, CustomerMapper.toStore(current));
        }
    }

    private void write(CustomerKey customer, CustomerEstimates current, Instant dueAt) {
        StoredCustomerEstimates known = estimates.get(customer);
        StoredCustomerEstimates stored = current.isEmpty() ? null : EstimateMapper.toStore(current, dueAt);
        if (known != null && (stored == null || !known.getDueAt().equals(dueAt))) {
            due.delete(dueKey(known.getDueAt(), customer));
        }
        if (stored != null) {
            due.put(dueKey(dueAt, customer), "");
        }
        estimates.put(customer, stored);
    }

    private Duration windowOf(String tenant) {
        return Duration.ofDays(Optional.ofNullable(windows.get(tenant))
                .map(StoredEstimateWindow::getDays)
                .orElse(DAYS));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private static String dueKey(Instant at, CustomerKey customer) {
        return hex(at) + ':' + TopicKeys.ofCustomer(customer.tenant(), customer.customerId());
    }

    /** In the order of time. */
    private static String hex(Instant time) {
        return "%016x".formatted(Math.max(0, time.toEpochMilli()));
    }
}

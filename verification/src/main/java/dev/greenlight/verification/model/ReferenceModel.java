package dev.greenlight.verification.model;

import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.ContactMethodType;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.TopicKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The answer that the services must arrive at, by the shortest program that can compute it: texts, customers and
 * settings are read in the order of their topics, and everything else is worked out from scratch when somebody asks.
 *
 * <p>It shares no code with the services beyond the event classes, so a mistake has to be made twice to go unseen.
 */
public final class ReferenceModel {

    private final Map<String, SpokenHistory> people = new HashMap<>();
    private final Map<String, CustomerState> customers = new HashMap<>();
    private final Map<String, List<TenantSettings>> settings = new HashMap<>();

    /** Hears one text, in the order of the topic. */
    public void apply(TextReceived text) {
        people.computeIfAbsent(TopicKeys.ofAddress(text.getTenant(), text.getFrom()), person -> new SpokenHistory())
                .hear(text, settingsOf(text.getTenant()));
    }

    /** The office wants a person asked, in the order of the topic. */
    public void ask(String tenant, String number, Instant time) {
        people.computeIfAbsent(TopicKeys.ofAddress(tenant, number), person -> new SpokenHistory())
                .ask(time, settingsOf(tenant));
    }

    /**
     * Somebody has written down that a person said stop, in the order of the topic.
     *
     * @param said when the person did
     * @param recordedAt when it was written down
     */
    public void stop(String tenant, String number, OptOutScope scope, Instant said, Instant recordedAt) {
        people.computeIfAbsent(TopicKeys.ofAddress(tenant, number), person -> new SpokenHistory())
                .stop(scope, said, recordedAt);
    }

    /** The newest record of a customer counts. */
    public void apply(CustomerState customer) {
        customers.put(TopicKeys.ofCustomer(customer.getTenant(), customer.getCustomerId()), customer);
    }

    /** A tombstone: the customer is gone, what people have said is not. */
    public void removeCustomer(String key) {
        customers.remove(key);
    }

    /** Settings count for what is folded afterwards, and where it has a time of its own, from the change on. */
    public void apply(TenantSettings changed) {
        settings.computeIfAbsent(changed.getTenant(), tenant -> new ArrayList<>())
                .add(changed);
    }

    private List<TenantSettings> settingsOf(String tenant) {
        return settings.getOrDefault(tenant, List.of());
    }

    /** What people have said, by {@code tenant:address}; without those who have not said anything that counts. */
    public SortedMap<String, Spoken> spoken() {
        var result = new TreeMap<String, Spoken>();
        people.forEach((person, history) -> result.put(person, history.spoken()));
        result.values().removeIf(spoken -> spoken.status() == ConsentStatus.NEVER_ASKED);
        return result;
    }

    /** Who may be sent marketing texts, by {@code tenant:customerId:address}. */
    public SortedMap<String, Member> smsMarketing() {
        var spoken = spoken();
        var result = new TreeMap<String, Member>();
        for (CustomerState customer : customers.values()) {
            if (!customer.getActive() || customer.getDoNotMail() || customer.getDoNotService()) {
                continue;
            }
            for (ContactMethod method : customer.getContactMethods()) {
                Spoken said = spoken.get(TopicKeys.ofAddress(customer.getTenant(), method.getValue()));
                if (said != null && said.optedIn() && everyMentionAllows(customer, method.getValue())) {
                    result.putIfAbsent(
                            TopicKeys.ofCustomerAddress(
                                    customer.getTenant(), customer.getCustomerId(), method.getValue()),
                            memberOf(customer, method, said));
                }
            }
        }
        return result;
    }

    /** A number that stands twice on a record is one contact: what one line forbids, the other does not allow. */
    private static boolean everyMentionAllows(CustomerState customer, String number) {
        return customer.getContactMethods().stream()
                .filter(method -> method.getValue().equals(number))
                .allMatch(method -> method.getType() == ContactMethodType.MOBILE && method.getMarketingUpdates());
    }

    private static Member memberOf(CustomerState customer, ContactMethod method, Spoken said) {
        return new Member(
                customer.getTenant(),
                customer.getCustomerId(),
                method.getContactMethodId(),
                method.getValue(),
                customer.getLanguage(),
                Set.copyOf(said.heldBy().keySet()));
    }
}

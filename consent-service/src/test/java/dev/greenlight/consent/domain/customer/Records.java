package dev.greenlight.consent.domain.customer;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.customer.Customer.Details;
import dev.greenlight.consent.domain.customer.CustomerDecision.Next;
import dev.greenlight.consent.domain.customer.MergeStep.Begin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A company's records, and the steps of merges that are on their way between them. */
final class Records {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<String, Customer> records = new TreeMap<>();
    private final List<Next> underWay = new ArrayList<>();
    private final List<CommandOutcome> outcomes = new ArrayList<>();

    static ContactMethod mobile(String id, String number, boolean marketing, boolean jobs) {
        return new ContactMethod(id, ContactMethodType.MOBILE, number, marketing, jobs);
    }

    static Details details(
            boolean active,
            boolean doNotMail,
            boolean doNotService,
            boolean doNotSendPromotionalEmails,
            List<String> tags,
            ContactMethod... methods) {
        return new Details(
                "Ann",
                active,
                CustomerType.RESIDENTIAL,
                null,
                doNotMail,
                doNotService,
                doNotSendPromotionalEmails,
                tags,
                List.of(methods),
                null,
                null);
    }

    /** A record that has as many contact methods as one may have. */
    static Details full() {
        ContactMethod[] methods = IntStream.range(0, Customer.MOST_CONTACT_METHODS)
                .mapToObj(i -> mobile("m-" + i, "+155555502" + (10 + i), true, true))
                .toArray(ContactMethod[]::new);
        return details(true, false, false, false, List.of(), methods);
    }

    void create(String customerId, ContactMethod... methods) {
        put(customerId, details(true, false, false, false, List.of(), methods));
    }

    void put(String customerId, Details details) {
        records.put(customerId, new Customer(1, details, NOON, "office", List.of("create"), null));
    }

    Customer get(String customerId) {
        return Objects.requireNonNull(records.get(customerId));
    }

    Map<String, Customer> all() {
        return Map.copyOf(records);
    }

    List<CommandOutcome> outcomes() {
        return outcomes;
    }

    /** The first step; what follows from it is under way. */
    void ask(String customerId, String into, String commandId) {
        take(new Next(customerId, new Begin(commandId, null, NOON, "office", into)));
    }

    /** Asks and does everything that follows. */
    CommandOutcome merge(String customerId, String into, String commandId) {
        ask(customerId, into, commandId);
        workOff();
        return outcomes.getLast();
    }

    void workOff() {
        while (!underWay.isEmpty()) {
            take(underWay.removeFirst());
        }
    }

    /** Does everything that is under way, whichever comes first, and some of it twice. */
    void workOffAtRandom(Random random) {
        while (!underWay.isEmpty()) {
            Next next = underWay.remove(random.nextInt(underWay.size()));
            take(next);
            if (random.nextInt(4) == 0) {
                take(next);
            }
        }
    }

    private void take(Next next) {
        var decision = MergePolicy.decide(records.get(next.customerId()), next.customerId(), next.step());
        if (decision.after() != null) {
            records.put(next.customerId(), decision.after());
        }
        if (decision.next() != null) {
            underWay.add(decision.next());
        }
        if (decision.outcome() != null) {
            outcomes.add(decision.outcome());
        }
    }
}

package dev.greenlight.verification.services;

import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import dev.greenlight.verification.history.HistoryEvent;
import dev.greenlight.verification.history.HistoryGenerator;
import dev.greenlight.verification.history.HistoryShape;
import dev.greenlight.verification.invariant.Invariants;
import dev.greenlight.verification.invariant.Recording;
import dev.greenlight.verification.invariant.Violation;
import dev.greenlight.verification.model.ReferenceModel;
import dev.greenlight.verification.simulator.Arrival;
import dev.greenlight.verification.simulator.ConsumptionOrder;
import dev.greenlight.verification.simulator.Delivery;
import dev.greenlight.verification.simulator.Lane;
import dev.greenlight.verification.simulator.LogEntry;
import dev.greenlight.verification.simulator.SimulatedLog;
import dev.greenlight.verification.simulator.Simulator;
import dev.greenlight.verification.simulator.Simulator.Chances;
import dev.greenlight.verification.simulator.Simulator.Plan;
import dev.greenlight.verification.simulator.StepWatcher;
import dev.greenlight.verification.simulator.Tampering;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One seed through all lanes of all services, compared with the model. */
final class Simulation {

    /** Written by two lanes: by the one of the addresses, and by the one that chooses among emails. */
    private static final String MEMBERSHIPS = EventTopic.MEMBERSHIP_CHANGED.name();

    private final Map<String, ?> serdeSettings;
    private final Wire wire;
    private final Path directory;

    /** How a simulation is run; the seed gives everything else. A shape whose customers vanish skips the office lane. */
    record Setup(HistoryShape shape, Delivery delivery, Chances chances, Tampering tampering) {}

    /** What came out: how many steps the lanes took and what was wrong. */
    record Outcome(int steps, SimulatedLog log, ConsumptionOrder order, List<Violation> breaches) {}

    Simulation(Map<String, ?> serdeSettings, Path directory) {
        this.serdeSettings = serdeSettings;
        this.wire = new Wire(serdeSettings);
        this.directory = directory;
    }

    Outcome run(long seed, Setup setup) {
        List<HistoryEvent> history = HistoryGenerator.of(seed, setup.shape());
        boolean throughTheOffice = !setup.shape().customersVanish();
        List<Arrival> arrivals = history.stream()
                .map(event -> throughTheOffice ? wire.command(event) : wire.fact(event))
                .toList();
        var model = new ReferenceModel();
        var observer = new Observer(wire, model);
        var order = new ConsumptionOrder();
        var plan =
                new Plan(seed, setup.delivery(), setup.chances(), setup.tampering(), StepWatcher.both(observer, order));
        try (var simulator = new Simulator(ServiceLanes.all(serdeSettings), plan, directory)) {
            SimulatedLog log = simulator.run(arrivals);
            history.forEach(event -> office(event, model));
            var invariants =
                    setup.delivery() == Delivery.EXACTLY_ONCE ? Invariants.EXACTLY_ONCE : Invariants.AT_LEAST_ONCE;
            List<Violation> breaches = new ArrayList<>(Invariants.breaches(invariants, recordingOf(log), model));
            breaches.addAll(observer.neverAfterAStop().breaches());
            return new Outcome(simulator.steps(), log, order, breaches);
        }
    }

    /**
     * I6: gives each lane alone, without a crash, what it was given in a simulation, and compares every byte that it
     * publishes.
     */
    List<Violation> replay(Outcome outcome) {
        List<Violation> breaches = new ArrayList<>();
        List<Deque<LogEntry>> memberships = new ArrayList<>();
        for (Lane lane : ServiceLanes.all(serdeSettings)) {
            List<Arrival> given = outcome.order().of(lane.applicationId());
            var plan = new Plan(0, Delivery.EXACTLY_ONCE, Chances.IN_STEP, Tampering.NONE, new StepWatcher() {});
            try (var simulator = new Simulator(List.of(lane), plan, directory)) {
                SimulatedLog again = simulator.run(given);
                for (String topic : again.topics()) {
                    if (topic.equals(MEMBERSHIPS)) {
                        memberships.add(new ArrayDeque<>(again.entries(topic)));
                        continue;
                    }
                    compare(lane, topic, outcome.log().entries(topic), again.entries(topic), breaches);
                }
            }
        }
        if (!isMadeOf(outcome.log().entries(MEMBERSHIPS), memberships)) {
            breaches.add(new Violation("I6", "a replay of the lanes together writes another " + MEMBERSHIPS));
        }
        return breaches;
    }

    /** Whether what several lanes wrote, each in its order, is all that was written at first. */
    private static boolean isMadeOf(List<LogEntry> first, List<Deque<LogEntry>> writers) {
        for (LogEntry entry : first) {
            if (writers.stream().noneMatch(writer -> takes(writer, entry))) {
                return false;
            }
        }
        return writers.stream().allMatch(Deque::isEmpty);
    }

    private static boolean takes(Deque<LogEntry> writer, LogEntry entry) {
        LogEntry next = writer.peek();
        boolean same = next != null && isSame(next, entry);
        if (same) {
            writer.remove();
        }
        return same;
    }

    private static boolean isSame(LogEntry one, LogEntry other) {
        return Arrays.equals(one.key(), other.key()) && Arrays.equals(one.value(), other.value());
    }

    private static void compare(
            Lane lane, String topic, List<LogEntry> first, List<LogEntry> again, List<Violation> breaches) {
        boolean same = first.size() == again.size();
        for (int offset = 0; same && offset < first.size(); offset++) {
            same = isSame(first.get(offset), again.get(offset));
        }
        if (!same) {
            breaches.add(new Violation("I6", "a replay of " + lane.applicationId() + " writes another " + topic));
        }
    }

    /** What the office asked for last is what must count; the keyword lane's order plays no part in it. */
    private static void office(HistoryEvent event, ReferenceModel model) {
        switch (event) {
            case HistoryEvent.Customer customer -> model.apply(customer.customer());
            case HistoryEvent.CustomerGone gone ->
                model.removeCustomer(TopicKeys.ofCustomer(gone.tenant(), gone.customerId()));
            case HistoryEvent.Text text -> {
                // heard in the order of the keyword lane
            }
            case HistoryEvent.Asked asked -> {
                // heard in the order of the keyword lane
            }
            case HistoryEvent.OptedOut optedOut -> {
                // heard in the order of the keyword lane
            }
            case HistoryEvent.Settings settings -> {
                // heard in the order of the keyword lane
            }
        }
    }

    private Recording recordingOf(SimulatedLog log) {
        var recording = new Recording();
        for (EventTopic<?> topic : EventTopic.ALL) {
            List<LogEntry> entries = log.entries(topic.name());
            for (int offset = 0; offset < entries.size(); offset++) {
                LogEntry entry = entries.get(offset);
                SpecificRecord event = wire.read(topic.name(), entry);
                recording.add(topic, 0, offset, Wire.key(entry), event);
            }
        }
        return recording;
    }
}

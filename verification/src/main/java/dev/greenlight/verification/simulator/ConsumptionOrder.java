package dev.greenlight.verification.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each lane was given, topic by topic and in its order, in work that was committed. */
public final class ConsumptionOrder implements StepWatcher {

    private final Map<String, List<Arrival>> committed = new HashMap<>();
    private final Map<String, List<Arrival>> unsure = new HashMap<>();

    /** In the order of processing, without what vanished in a crash. */
    public List<Arrival> of(String applicationId) {
        return List.copyOf(committed.getOrDefault(applicationId, List.of()));
    }

    @Override
    public void consumed(String applicationId, String topic, long offset, LogEntry entry) {
        unsure.computeIfAbsent(applicationId, lane -> new ArrayList<>()).add(new Arrival(topic, entry));
    }

    @Override
    public void committed(String applicationId) {
        List<Arrival> done = unsure.remove(applicationId);
        if (done != null) {
            committed.computeIfAbsent(applicationId, lane -> new ArrayList<>()).addAll(done);
        }
    }

    @Override
    public void crashed(String applicationId, Delivery delivery) {
        if (delivery == Delivery.AT_LEAST_ONCE) {
            committed(applicationId);
        } else {
            unsure.remove(applicationId);
        }
    }
}

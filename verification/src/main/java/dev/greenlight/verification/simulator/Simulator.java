package dev.greenlight.verification.simulator;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Runs lanes against a log in memory, one step at a time. A step is one arrival, one record through one lane, one
 * commit or one crash; which comes next is drawn from a seed, so a run repeats exactly.
 */
public final class Simulator implements AutoCloseable {

    private final List<RunningLane> lanes = new ArrayList<>();
    private final SimulatedLog log = new SimulatedLog();
    private final Chances chances;
    private final Delivery delivery;
    private final Random random;
    private final Tampering tampering;
    private final StepWatcher watcher;
    private int steps;

    /**
     * How often things happen.
     *
     * @param arrivalPercent chance that something arrives while lanes have work
     * @param commitPercent chance of a commit after a lane's step
     * @param crashPerMille chance of a crash after a lane's step
     * @param crashAtStep the only step after which every lane crashes, or 0 for none
     */
    public record Chances(int arrivalPercent, int commitPercent, int crashPerMille, int crashAtStep) {

        public static final Chances CALM = new Chances(35, 30, 0, 0);
        public static final Chances STORMY = new Chances(35, 20, 5, 0);

        /** Commits so seldom that much is read again after a crash. */
        public static final Chances MUCH_AGAIN = new Chances(35, 3, 12, 0);

        /** Each arrival is worked off before the next: the order of arrival is the order of work. */
        public static final Chances IN_STEP = new Chances(0, 100, 0, 0);

        public static Chances oneCrashAfter(int step) {
            return new Chances(35, 25, 0, step);
        }
    }

    /** How a run is to go: everything that is not the lanes. */
    public record Plan(long seed, Delivery delivery, Chances chances, Tampering tampering, StepWatcher watcher) {}

    /** @param directory for stores on disk; below it, each lane has its own */
    public Simulator(List<Lane> lanes, Plan plan, Path directory) {
        this.chances = plan.chances();
        this.delivery = plan.delivery();
        this.random = new Random(plan.seed());
        this.tampering = plan.tampering();
        this.watcher = plan.watcher();
        for (Lane lane : lanes) {
            this.lanes.add(new RunningLane(lane, delivery, log, directory.resolve(lane.applicationId())));
        }
    }

    /** Lets everything arrive and be processed until nothing is left to do. */
    public SimulatedLog run(List<Arrival> arrivals) {
        Deque<Arrival> coming = new ArrayDeque<>(arrivals);
        while (true) {
            List<RunningLane> busy =
                    lanes.stream().filter(lane -> !lane.waiting().isEmpty()).toList();
            if (!coming.isEmpty() && (busy.isEmpty() || random.nextInt(100) < chances.arrivalPercent())) {
                Arrival arrival = coming.remove();
                log.append(arrival.topic(), arrival.entry());
            } else if (!busy.isEmpty()) {
                step(busy.get(random.nextInt(busy.size())));
            } else if (!commitAll()) {
                return log;
            }
        }
    }

    /** Steps of lanes so far: how many moments there were to crash in. */
    public int steps() {
        return steps;
    }

    @Override
    public void close() {
        lanes.forEach(RunningLane::close);
    }

    private void step(RunningLane lane) {
        List<String> topics = lane.waiting();
        lane.step(topics.get(random.nextInt(topics.size())), tampering, watcher);
        steps++;
        if (steps == chances.crashAtStep()) {
            lanes.forEach(this::crash);
        } else if (random.nextInt(1_000) < chances.crashPerMille()) {
            crash(lane);
        } else if (random.nextInt(100) < chances.commitPercent()) {
            commit(lane);
        }
    }

    private boolean commitAll() {
        List<RunningLane> uncommitted =
                lanes.stream().filter(RunningLane::hasUncommitted).toList();
        uncommitted.forEach(this::commit);
        return !uncommitted.isEmpty();
    }

    private void commit(RunningLane lane) {
        lane.commit();
        watcher.committed(lane.applicationId());
    }

    private void crash(RunningLane lane) {
        lane.crash();
        watcher.crashed(lane.applicationId(), delivery);
    }
}

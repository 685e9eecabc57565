package dev.greenlight.verification.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.verification.history.HistoryShape;
import dev.greenlight.verification.services.Simulation.Outcome;
import dev.greenlight.verification.services.Simulation.Setup;
import dev.greenlight.verification.simulator.Delivery;
import dev.greenlight.verification.simulator.Simulator.Chances;
import dev.greenlight.verification.simulator.Tampering;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random histories through the real topologies. {@code -Dseeds=} sets how many, {@code -Dseed=} repeats one; the
 * message of a failure names it.
 */
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("seeds", 40);
    private static final long FIRST_SEED = Long.getLong("firstSeed", 1);
    private static final HistoryShape WITH_OFFICE = HistoryShape.HOT.withLastingCustomers();

    private static InProcessRegistry registry;
    private static Simulation simulation;

    @BeforeAll
    static void start() {
        registry = new InProcessRegistry().registerAll();
        simulation = new Simulation(Map.of(EventSerde.REGISTRY_URL, registry.url()), Path.of("target", "simulation"));
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void calmHistoriesEndAsTheModelSays() {
        run(new Setup(WITH_OFFICE, Delivery.EXACTLY_ONCE, Chances.CALM, Tampering.NONE));
    }

    @Test
    void crashesAndRedoneTransactionsChangeNothing() {
        run(new Setup(WITH_OFFICE, Delivery.EXACTLY_ONCE, Chances.STORMY, Tampering.NONE));
    }

    @Test
    void inputThatIsReadAgainAfterACrashChangesNothing() {
        // what is read again after a crash is younger than the time for which message ids are remembered
        HistoryShape shape = WITH_OFFICE.withQuietOfAtMostHours(24);
        run(new Setup(shape, Delivery.AT_LEAST_ONCE, Chances.MUCH_AGAIN, Tampering.NONE));
    }

    @Test
    void customersThatVanishLeaveEveryAudience() {
        run(new Setup(HistoryShape.HOT, Delivery.EXACTLY_ONCE, Chances.STORMY, Tampering.NONE));
    }

    @Test
    void aReplayWritesTheSameBytesWhateverCrashedTheFirstTime() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + Math.max(1, SEEDS / 8); seed++) {
            Outcome outcome =
                    simulation.run(seed, new Setup(WITH_OFFICE, Delivery.EXACTLY_ONCE, Chances.STORMY, Tampering.NONE));
            assertThat(outcome.order().of(ServiceLanes.KEYWORDS)).isNotEmpty();
            assertThat(simulation.replay(outcome)).as("seed %d", seed).isEmpty();
        }
    }

    /** Every lane is killed after each single step of a short history in turn. */
    @Test
    void thereIsNoWrongMomentToCrash() {
        HistoryShape few = WITH_OFFICE.withEvents(30);
        for (Delivery delivery : Delivery.values()) {
            int steps = simulation.run(FIRST_SEED, setup(few, delivery, 1)).steps();
            for (int step = 2; step <= steps; step++) {
                assertThat(simulation
                                .run(FIRST_SEED, setup(few, delivery, step))
                                .breaches())
                        .as("%s, crash after step %d of seed %d", delivery, step, FIRST_SEED)
                        .isEmpty();
            }
        }
    }

    private static Setup setup(HistoryShape shape, Delivery delivery, int crashAfter) {
        return new Setup(shape, delivery, Chances.oneCrashAfter(crashAfter), Tampering.NONE);
    }

    private static void run(Setup setup) {
        Long only = Long.getLong("seed");
        long first = only == null ? FIRST_SEED : only;
        long last = only == null ? FIRST_SEED + SEEDS - 1 : only;
        long steps = 0;
        long began = System.nanoTime();
        for (long seed = first; seed <= last; seed++) {
            Outcome outcome = simulation.run(seed, setup);
            steps += outcome.steps();
            assertThat(outcome.breaches())
                    .as("seed %d breaks invariants; run again with -Dseed=%d", seed, seed)
                    .isEmpty();
        }
        System.out.printf(
                "simulated %d seeds, %d steps, %s in %d ms%n",
                last - first + 1, steps, setup.delivery(), (System.nanoTime() - began) / 1_000_000);
    }
}

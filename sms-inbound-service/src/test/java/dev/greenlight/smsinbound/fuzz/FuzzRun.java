package dev.greenlight.smsinbound.fuzz;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs many inputs, each made from a seed and its own number, so that one that fails can be made again alone.
 *
 * <p>System properties: {@code greenlight.fuzz.inputs} (100,000), {@code greenlight.fuzz.seed} (a number, or {@code
 * random}), {@code greenlight.fuzz.only} (the number of an input).
 */
final class FuzzRun {

    /** No input may take longer, once the compiler has seen the code. */
    private static final Duration LONGEST = Duration.ofMillis(5);

    private static final int WARM_UP = 20_000;

    /** The machine may be busy with something else; it is not each time. */
    private static final int TRIES = 50;

    private static final long INPUTS = Long.getLong("greenlight.fuzz.inputs", 100_000);
    private static final long SEED = seed(System.getProperty("greenlight.fuzz.seed", "1"));
    private static final @Nullable Long ONLY = Long.getLong("greenlight.fuzz.only");

    private FuzzRun() {}

    /**
     * @param prepare makes an input; what it returns is run and timed, more than once if it was slow
     * @throws AssertionError where one fails or is slow
     */
    static void of(Function<RandomInput, Runnable> prepare) {
        if (ONLY != null) {
            run(prepare, ONLY, true);
            return;
        }
        for (long number = 0; number < INPUTS; number++) {
            run(prepare, number, number >= Math.min(WARM_UP, INPUTS / 2));
        }
    }

    private static void run(Function<RandomInput, Runnable> prepare, long number, boolean timed) {
        Runnable input = prepare.apply(new RandomInput(new SplittableRandom(SEED * 0x9E3779B97F4A7C15L + number)));
        try {
            long nanos = nanosOf(input);
            for (int again = 0; timed && nanos > LONGEST.toNanos() && again < TRIES; again++) {
                nanos = Math.min(nanos, nanosOf(input));
            }
            if (timed && nanos > LONGEST.toNanos()) {
                throw new AssertionError("It took " + nanos / 1_000 + " µs, in the best of " + TRIES + " tries");
            }
        } catch (Throwable failure) {
            throw new AssertionError(
                    "Input " + number + ": run it alone with -Dgreenlight.fuzz.seed=" + SEED
                            + " -Dgreenlight.fuzz.only=" + number,
                    failure);
        }
    }

    private static long nanosOf(Runnable input) {
        long start = System.nanoTime();
        input.run();
        return System.nanoTime() - start;
    }

    private static long seed(String setting) {
        return setting.equals("random") ? new SplittableRandom().nextLong() : Long.parseLong(setting);
    }
}

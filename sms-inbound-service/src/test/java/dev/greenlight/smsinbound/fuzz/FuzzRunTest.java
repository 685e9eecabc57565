package dev.greenlight.smsinbound.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A fuzz run that found nothing has to be one that could have. */
class FuzzRunTest {

    @Test
    void inputThatFailsIsNamed() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> FuzzRun.of(random -> () -> {
                    throw new StackOverflowError();
                }))
                .withMessageContaining("-Dgreenlight.fuzz.only=")
                .withCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void inputThatIsAlwaysSlowIsFound() {
        var prepared = new AtomicLong();

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(
                        () -> FuzzRun.of(random -> prepared.incrementAndGet() > 20_000 ? FuzzRunTest::slow : () -> {}))
                .havingCause()
                .withMessageStartingWith("It took ");
    }

    @Test
    void inputThatWasSlowOnceIsNot() {
        var runs = new AtomicLong();

        FuzzRun.of(random -> () -> {
            if (runs.incrementAndGet() % 50_000 == 0) {
                slow();
            }
        });
        assertThat(runs).hasValueGreaterThan(1);
    }

    @Test
    void sameSeedMakesTheSameInputs() {
        List<String> texts = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            var random = new RandomInput(new SplittableRandom(7));
            texts.add(random.text(200)
                    + new String(random.mutated("abc".getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1));
        }
        assertThat(texts.getFirst()).isEqualTo(texts.getLast());
    }

    private static void slow() {
        long end = System.nanoTime() + 6_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}

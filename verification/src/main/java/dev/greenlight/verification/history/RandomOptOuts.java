package dev.greenlight.verification.history;

import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.verification.history.HistoryEvent.OptedOut;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * Random opt-outs that are no texts, written down at once or hours later. Each names its scope: what the office leaves
 * to the company's setting could be read by another one after a crash, as nothing remembers it.
 */
final class RandomOptOuts {

    private final Random random;
    private final HistoryShape shape;
    private int count;

    RandomOptOuts(Random random, HistoryShape shape) {
        this.random = random;
        this.shape = shape;
    }

    OptedOut at(Instant clock) {
        count++;
        Instant said = random.nextBoolean() ? clock : clock.minus(Duration.ofMillis(random.nextLong(7_200_000)));
        return new OptedOut(
                RandomOffice.tenant(random.nextInt(shape.tenants())),
                RandomOffice.number(random, shape),
                "opt-out-" + count,
                random.nextBoolean() ? OptOutScope.ALL : OptOutScope.MARKETING,
                said,
                clock);
    }
}

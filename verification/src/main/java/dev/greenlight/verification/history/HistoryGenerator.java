package dev.greenlight.verification.history;

import dev.greenlight.schemas.sms.TimeSource;
import dev.greenlight.verification.history.HistoryEvent.Customer;
import dev.greenlight.verification.history.HistoryEvent.CustomerGone;
import dev.greenlight.verification.history.HistoryEvent.Settings;
import dev.greenlight.verification.history.HistoryEvent.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes a history out of a seed; the same seed and shape give the same history for ever.
 *
 * <p>Repeats carry their first receive time where it is the gateway's, and a new one where it is ours, always within
 * a gateway's retry window. Our clock jumps back by minutes and forward by days, never back over that window: then a
 * repeat could not be told from a new text by anybody.
 */
public final class HistoryGenerator {

    private static final Instant BEGIN = Instant.parse("2026-01-15T17:00:00Z");
    private static final Duration RETRY_WINDOW = Duration.ofHours(24);

    private final Random random;
    private final HistoryShape shape;
    private final RandomTexts texts;
    private final RandomOffice office;
    private final RandomRequests requests;
    private final RandomOptOuts optOuts;
    private final List<Text> repeatable = new ArrayList<>();
    private Instant clock = BEGIN;

    private HistoryGenerator(long seed, HistoryShape shape) {
        this.random = new Random(seed);
        this.shape = shape;
        this.texts = new RandomTexts(random, shape);
        this.office = new RandomOffice(random, shape);
        this.requests = new RandomRequests(random, shape, texts);
        this.optOuts = new RandomOptOuts(random, shape);
    }

    /** The history of a seed, in order of arrival. */
    public static List<HistoryEvent> of(long seed, HistoryShape shape) {
        var generator = new HistoryGenerator(seed, shape);
        List<HistoryEvent> history = new ArrayList<>(shape.events());
        while (history.size() < shape.events()) {
            generator.passTime();
            history.add(generator.next());
        }
        return history;
    }

    private HistoryEvent next() {
        if (random.nextInt(100) < shape.repeats() && !repeatable.isEmpty()) {
            return repeat();
        }
        int kind = random.nextInt(100);
        if (kind < 4) {
            return requests.at(clock);
        }
        if (kind < 6) {
            return optOuts.at(clock);
        }
        if (kind < 78) {
            var text = new Text(kind < 16 ? requests.answer(clock) : texts.at(clock), clock);
            repeatable.add(text);
            return text;
        }
        if (kind < 96) {
            return new Customer(office.customer(clock), clock);
        }
        if (kind < 98 && shape.customersVanish()) {
            return office.gone()
                    .<HistoryEvent>map(gone -> new CustomerGone(gone.getTenant(), gone.getCustomerId(), clock))
                    .orElseGet(() -> new Customer(office.customer(clock), clock));
        }
        return new Settings(office.settings(clock), clock);
    }

    private Text repeat() {
        Text first = repeatable.get(random.nextInt(repeatable.size()));
        if (first.text().getReceivedAtSource() == TimeSource.GATEWAY) {
            return new Text(first.text(), clock);
        }
        return new Text(texts.receivedAgain(first.text(), clock), clock);
    }

    private void passTime() {
        int what = random.nextInt(1_000);
        if (what < 5) {
            clock = clock.plus(Duration.ofHours(random.nextLong(shape.longestQuietHours())));
        } else if (what < 15) {
            clock = clock.minus(Duration.ofSeconds(random.nextLong(3_600)));
        } else if (what < 800) {
            clock = clock.plusMillis(random.nextLong(20_000));
        }
        // else: two arrivals in the same millisecond
        Instant repeatedSince = clock.minus(RETRY_WINDOW);
        repeatable.removeIf(text -> text.arrivesAt().isBefore(repeatedSince));
    }
}

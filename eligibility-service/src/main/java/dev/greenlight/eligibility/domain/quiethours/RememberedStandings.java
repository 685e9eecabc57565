package dev.greenlight.eligibility.domain.quiethours;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about quiet hours, for as long as it stays so: a hundred thousand texts a second ask about a few
 * hundred combinations of places. It forgets everything before it grows too large. For many threads.
 */
public final class RememberedStandings {

    /** For where nothing changes in sight, so that a change of the rules' force is not overlooked for long. */
    private static final Duration WITHOUT_END = Duration.ofHours(1);

    /** Far more than are asked about between two openings, and some megabytes. */
    private static final int MOST = 20_000;

    private final QuietHours quietHours;
    private final int most;
    private final Map<Question, Remembered> known = new ConcurrentHashMap<>();

    public RememberedStandings(QuietHours quietHours) {
        this(quietHours, MOST);
    }

    RememberedStandings(QuietHours quietHours, int most) {
        this.quietHours = quietHours;
        this.most = most;
    }

    /** Companies that keep the same hours share what is known. */
    private record Question(Whereabouts where, TenantQuietHours tenant) {}

    private record Remembered(Instant from, Instant before, Standing standing) {
        boolean holdsAt(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(before);
        }
    }

    /** As {@link QuietHours#at}. */
    public Standing at(Whereabouts where, Instant now, TenantQuietHours tenant) {
        var question = new Question(where, tenant);
        Remembered remembered = known.get(question);
        if (remembered == null || !remembered.holdsAt(now)) {
            Standing standing = quietHours.at(where, now, tenant);
            remembered = new Remembered(now, end(standing.until(), now), standing);
            if (known.size() >= most) {
                known.clear();
            }
            known.put(question, remembered);
        }
        return remembered.standing();
    }

    int size() {
        return known.size();
    }

    private static Instant end(@Nullable Instant until, Instant now) {
        return until == null ? now.plus(WITHOUT_END) : until;
    }
}

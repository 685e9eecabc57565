package dev.greenlight.eligibility.domain.check;

import dev.greenlight.eligibility.domain.quiethours.FrequencyCap;
import dev.greenlight.eligibility.domain.quiethours.QuietHours;
import dev.greenlight.eligibility.domain.quiethours.RememberedStandings;
import dev.greenlight.eligibility.domain.quiethours.Standing;
import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import dev.greenlight.eligibility.domain.quiethours.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When marketing texts may go to an address: inside the hours and below the limits of every place it can be at. */
public final class SendTimes {

    private static final Duration HORIZON = Duration.ofDays(366);

    private final QuietHours quietHours;
    private final RememberedStandings standings;
    private final FrequencyCap widestCap;

    public SendTimes(QuietHours quietHours) {
        this.quietHours = quietHours;
        this.standings = new RememberedStandings(quietHours);
        this.widestCap = quietHours.widestCap();
    }

    /**
     * @param where all the places where the phone can be
     * @param tenant hours that the company keeps besides
     * @param sends what it was sent
     */
    public SendTime at(Whereabouts where, Instant now, TenantQuietHours tenant, RecentSends sends) {
        Standing standing = standings.at(where, now, tenant);
        if (sends.isEmpty()) {
            return new SendTime(!standing.open(), false, standing.until());
        }
        boolean capped = roomAt(where, now, sends).isAfter(now);
        return standing.open() && !capped
                ? new SendTime(false, false, standing.until())
                : new SendTime(!standing.open(), capped, next(where, now, tenant, sends));
    }

    public FrequencyCap widestCap() {
        return widestCap;
    }

    private @Nullable Instant next(Whereabouts where, Instant now, TenantQuietHours tenant, RecentSends sends) {
        Instant horizon = now.plus(HORIZON);
        Instant candidate = now;
        while (candidate.isBefore(horizon)) {
            Instant room = roomAt(where, candidate, sends);
            if (room.isAfter(candidate)) {
                candidate = room;
                continue;
            }
            Standing standing = quietHours.at(where, candidate, tenant);
            if (standing.open()) {
                return candidate;
            }
            if (standing.until() == null) {
                return null;
            }
            candidate = standing.until();
        }
        return null;
    }

    /** When the limits that are in force at that instant let one more go. */
    private Instant roomAt(Whereabouts where, Instant instant, RecentSends sends) {
        Instant latest = Instant.MIN;
        for (FrequencyCap cap : quietHours.capsAt(where, instant)) {
            Instant room = sends.roomAt(cap);
            latest = room.isAfter(latest) ? room : latest;
        }
        return latest;
    }
}

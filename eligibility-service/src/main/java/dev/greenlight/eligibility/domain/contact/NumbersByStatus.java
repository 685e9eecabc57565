package dev.greenlight.eligibility.domain.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The phone numbers of one company, by status and in the order of the numbers. Changed by one thread at a time, read
 * by others meanwhile. Takes some 80 bytes a number.
 *
 * <p>Nothing is written when an open request passes its time (decision 12), so pending numbers are kept with theirs,
 * and whoever reads says what time it is.
 */
public final class NumbersByStatus {

    /** One object for almost all of them. */
    private static final Long NO_END = Long.MAX_VALUE;

    /** Codes of numbers, with the end of the request in milliseconds since 1970. */
    private final Map<ConsentStatus, ConcurrentNavigableMap<Long, Long>> numbers = new EnumMap<>(ConsentStatus.class);

    private final Map<ConsentStatus, AtomicLong> sizes = new EnumMap<>(ConsentStatus.class);

    public NumbersByStatus() {
        for (ConsentStatus status : ConsentStatus.values()) {
            numbers.put(status, new ConcurrentSkipListMap<>());
            sizes.put(status, new AtomicLong());
        }
    }

    /** @param standing null for a number that is no longer listed */
    public void set(String number, @Nullable NumberStanding standing) {
        Long code = PhoneNumberCode.of(number);
        ConsentStatus status = standing == null ? null : standing.status();
        numbers.forEach((before, there) -> {
            if (before != status && there.remove(code) != null) {
                size(before).decrementAndGet();
            }
        });
        if (standing != null) {
            Instant end = standing.pendingUntil();
            if (of(standing.status()).put(code, end == null ? NO_END : end.toEpochMilli()) == null) {
                size(standing.status()).incrementAndGet();
            }
        }
    }

    /**
     * The next numbers of one status.
     *
     * @param status null for all of them
     * @param beginning of the numbers, with the plus sign, which alone stands for every number
     * @param after the number that the page before ended with; null for the first page
     * @param limit the most to return
     * @param now decides whether a request is still open
     */
    public List<String> page(
            @Nullable ConsentStatus status, String beginning, @Nullable String after, int limit, Instant now) {
        long first = PhoneNumberCode.first(beginning);
        long from = after == null ? first : Math.max(first, PhoneNumberCode.of(after) + 1);
        long to = PhoneNumberCode.behind(beginning);
        var codes = new ArrayList<Long>();
        for (ConsentStatus kept : ConsentStatus.values()) {
            if (from < to && canBe(kept, status)) {
                of(kept).subMap(from, to).entrySet().stream()
                        .filter(entry -> status == null || status == at(now, kept, entry.getValue()))
                        .limit(limit)
                        .forEach(entry -> codes.add(entry.getKey()));
            }
        }
        return codes.stream()
                .sorted()
                .limit(limit)
                .map(PhoneNumberCode::toNumber)
                .toList();
    }

    /** How many numbers there are of each status, zeros included. */
    public Map<ConsentStatus, Long> counts(Instant now) {
        Map<ConsentStatus, Long> counts = new EnumMap<>(ConsentStatus.class);
        sizes.forEach((status, size) -> counts.put(status, size.get()));
        long over = of(ConsentStatus.PENDING).values().stream()
                .filter(end -> end <= now.toEpochMilli())
                .count();
        counts.merge(ConsentStatus.PENDING, -over, Long::sum);
        counts.merge(ConsentStatus.NEVER_ASKED, over, Long::sum);
        return counts;
    }

    private static boolean canBe(ConsentStatus kept, @Nullable ConsentStatus asked) {
        return asked == null || asked == kept || asked == ConsentStatus.NEVER_ASKED && kept == ConsentStatus.PENDING;
    }

    private static ConsentStatus at(Instant now, ConsentStatus kept, long end) {
        return kept == ConsentStatus.PENDING && end <= now.toEpochMilli() ? ConsentStatus.NEVER_ASKED : kept;
    }

    private ConcurrentNavigableMap<Long, Long> of(ConsentStatus status) {
        return Objects.requireNonNull(numbers.get(status));
    }

    private AtomicLong size(ConsentStatus status) {
        return Objects.requireNonNull(sizes.get(status));
    }
}

package dev.greenlight.eligibility.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumbersByStatusTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ANY = "+";

    private final NumbersByStatus numbers = new NumbersByStatus();

    @Test
    void numberIsListedUnderItsLastStatusOnly() {
        numbers.set("+15555550101", standing(ConsentStatus.OPTED_IN));
        numbers.set("+15555550101", standing(ConsentStatus.OPTED_OUT));

        assertThat(numbers.page(ConsentStatus.OPTED_IN, ANY, null, 9, NOW)).isEmpty();
        assertThat(numbers.page(ConsentStatus.OPTED_OUT, ANY, null, 9, NOW)).containsExactly("+15555550101");
    }

    @Test
    void requestWhoseTimeIsOverCountsAsNeverAsked() {
        numbers.set("+15555550101", new NumberStanding(ConsentStatus.PENDING, NOW));
        numbers.set("+15555550102", new NumberStanding(ConsentStatus.PENDING, NOW.plusMillis(1)));
        numbers.set("+15555550103", standing(ConsentStatus.NEVER_ASKED));

        assertThat(numbers.page(ConsentStatus.PENDING, ANY, null, 9, NOW)).containsExactly("+15555550102");
        assertThat(numbers.page(ConsentStatus.NEVER_ASKED, ANY, null, 9, NOW))
                .containsExactly("+15555550101", "+15555550103");
        assertThat(numbers.counts(NOW))
                .containsEntry(ConsentStatus.PENDING, 1L)
                .containsEntry(ConsentStatus.NEVER_ASKED, 2L);
    }

    @Test
    void pagesAndCountsAreThoseOfAPlainListAfterAnyChanges() {
        var random = new Random(11);
        var plain = new TreeMap<String, NumberStanding>();
        for (int step = 0; step < 20_000; step++) {
            String number = "+1" + (random.nextBoolean() ? 415 : 212) + (5550000 + random.nextInt(300));
            NumberStanding standing = random.nextInt(5) == 0 ? null : anyStanding(random);
            numbers.set(number, standing);
            if (standing == null) {
                plain.remove(number);
            } else {
                plain.put(number, standing);
            }
            if (step % 200 == 0) {
                assertSame(plain, anyTime(random), random);
            }
        }
    }

    private void assertSame(Map<String, NumberStanding> plain, Instant now, Random random) {
        String beginning = List.of("+", "+1", "+1415", "+121255501", "+44").get(random.nextInt(5));
        ConsentStatus[] statuses = ConsentStatus.values();
        ConsentStatus asked = random.nextInt(4) == 0 ? null : statuses[random.nextInt(statuses.length)];

        assertThat(everyPage(asked, beginning, 1 + random.nextInt(70), now))
                .containsExactlyElementsOf(plain.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(beginning))
                        .filter(entry -> asked == null || asked == statusAt(entry.getValue(), now))
                        .map(Map.Entry::getKey)
                        .toList());
        Map<ConsentStatus, Long> counts = plain.values().stream()
                .collect(Collectors.groupingBy(standing -> statusAt(standing, now), Collectors.counting()));
        assertThat(numbers.counts(now))
                .isEqualTo(Arrays.stream(statuses)
                        .collect(Collectors.toMap(Function.identity(), status -> counts.getOrDefault(status, 0L))));
    }

    private List<String> everyPage(@Nullable ConsentStatus status, String beginning, int limit, Instant now) {
        var all = new ArrayList<String>();
        List<String> page = numbers.page(status, beginning, null, limit, now);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = numbers.page(status, beginning, all.getLast(), limit, now);
        }
        return all;
    }

    private static ConsentStatus statusAt(NumberStanding standing, Instant now) {
        Instant end = standing.pendingUntil();
        return end != null && !now.isBefore(end) ? ConsentStatus.NEVER_ASKED : standing.status();
    }

    private static NumberStanding anyStanding(Random random) {
        ConsentStatus[] statuses = Stream.of(ConsentStatus.values()).toArray(ConsentStatus[]::new);
        ConsentStatus status = statuses[random.nextInt(statuses.length)];
        return new NumberStanding(status, status == ConsentStatus.PENDING ? anyTime(random) : null);
    }

    private static Instant anyTime(Random random) {
        return NOW.plusSeconds(random.nextInt(100));
    }

    private static NumberStanding standing(ConsentStatus status) {
        return new NumberStanding(status, null);
    }
}

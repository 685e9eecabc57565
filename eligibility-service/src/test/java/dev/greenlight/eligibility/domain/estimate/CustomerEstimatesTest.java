package dev.greenlight.eligibility.domain.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.estimate.EstimateNews.OfEstimate;
import dev.greenlight.eligibility.domain.estimate.EstimateNews.OfJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which estimates of a customer are open. */
class CustomerEstimatesTest {

    private static final Instant NOW = Instant.parse("2026-07-15T16:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(30);

    @Test
    void allCombinationsOfOneEstimateAndOneJobAreAsTheTableSays() {
        for (int bits = 0; bits < 32; bits++) {
            boolean open = (bits & 1) != 0;
            boolean inWindow = (bits & 2) != 0;
            boolean hasJob = (bits & 4) != 0;
            boolean jobIsBooked = (bits & 8) != 0;
            boolean jobIsOnIt = (bits & 16) != 0;
            CustomerEstimates known = CustomerEstimates.NONE.heard(estimate("e-1", open, inWindow ? 29 : 30, 1));
            if (hasJob) {
                known = known.heard(job("j-1", jobIsOnIt ? "e-1" : "e-2", jobIsBooked, 1));
            }
            boolean expected = open && inWindow && !(hasJob && jobIsBooked && jobIsOnIt);

            assertThat(known.isOpen(NOW, WINDOW)).as("combination %d", bits).isEqualTo(expected);
        }
    }

    @Test
    void theOrderOfTheNewsDecidesNothing() {
        var random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            var news = new ArrayList<EstimateNews>();
            Map<String, OfEstimate> estimates = new HashMap<>();
            Map<String, OfJob> jobs = new HashMap<>();
            for (int revision = 1; revision <= 6; revision++) {
                var estimate = estimate("e-" + random.nextInt(2), random.nextBoolean(), random.nextInt(60), revision);
                var job = job("j-" + random.nextInt(2), "e-" + random.nextInt(2), random.nextInt(3) == 0, revision);
                news.addAll(List.of(estimate, job, estimate));
                estimates.put(estimate.estimateId(), estimate);
                jobs.put(job.jobId(), job);
            }
            Collections.shuffle(news, random);
            CustomerEstimates known = CustomerEstimates.NONE;
            for (EstimateNews each : news) {
                known = known.heard(each).at(NOW);
            }
            boolean expected = false;
            for (OfEstimate estimate : estimates.values()) {
                boolean booked = false;
                for (OfJob job : jobs.values()) {
                    booked |= job.booked() && estimate.estimateId().equals(job.estimateId());
                }
                boolean recent = Duration.between(estimate.requestedAt(), NOW).compareTo(WINDOW) < 0;
                expected |= estimate.open() && recent && !booked;
            }

            assertThat(known.isOpen(NOW, WINDOW)).as("round %d", round).isEqualTo(expected);
            if (expected) {
                Instant due = known.dueAt(NOW, WINDOW);
                assertThat(known.isOpen(due.minusMillis(1), WINDOW)).isTrue();
                assertThat(known.isOpen(due, WINDOW)).isFalse();
            }
        }
    }

    private static OfEstimate estimate(String id, boolean open, int daysAgo, long revision) {
        return new OfEstimate(id, open, NOW.minus(Duration.ofDays(daysAgo)), revision, cause(revision));
    }

    private static OfJob job(String id, String estimateId, boolean booked, long revision) {
        return new OfJob(id, estimateId, booked, revision, cause(revision));
    }

    private static Cause cause(long revision) {
        return new Cause("change-" + revision, NOW, "CRM");
    }
}

package dev.greenlight.eligibility.domain.estimate;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.estimate.EstimateNews.OfEstimate;
import dev.greenlight.eligibility.domain.estimate.EstimateNews.OfJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The estimates of one customer that can still count, and the jobs on them.
 *
 * <p>Closed estimates and canceled jobs stay until no window can hold them, so that what arrives late is known to be
 * old.
 *
 * @param estimates in the order they came
 * @param jobs in the order they came
 * @param shown whether the addresses of the customer were told that an estimate is open
 */
public record CustomerEstimates(List<OfEstimate> estimates, List<OfJob> jobs, boolean shown) {

    public static final CustomerEstimates NONE = new CustomerEstimates(List.of(), List.of(), false);

    /** The longest window that a company can have. */
    public static final Duration LONGEST = Duration.ofDays(365);

    private static final Comparator<OfEstimate> LAST_TO_END =
            Comparator.comparing(OfEstimate::requestedAt).thenComparing(OfEstimate::estimateId);

    public CustomerEstimates {
        estimates = List.copyOf(estimates);
        jobs = List.copyOf(jobs);
    }

    public boolean isEmpty() {
        return estimates.isEmpty() && jobs.isEmpty() && !shown;
    }

    /** What is not newer than what is known changes nothing; neither does a job that has no estimate and never had. */
    public CustomerEstimates heard(EstimateNews news) {
        return switch (news) {
            case OfEstimate estimate ->
                new CustomerEstimates(
                        with(estimates, estimate, OfEstimate::estimateId, OfEstimate::revision), jobs, shown);
            case OfJob job -> {
                boolean known = jobs.stream().anyMatch(each -> each.jobId().equals(job.jobId()));
                yield job.estimateId() == null && !known
                        ? this
                        : new CustomerEstimates(estimates, with(jobs, job, OfJob::jobId, OfJob::revision), shown);
            }
        };
    }

    /** Without what counts at no time from now on. */
    public CustomerEstimates at(Instant now) {
        List<OfEstimate> left = estimates.stream()
                .filter(estimate -> estimate.requestedAt().plus(LONGEST).isAfter(now))
                .toList();
        List<OfJob> onThem = jobs.stream()
                .filter(job -> job.cause().at().plus(LONGEST).isAfter(now)
                        || left.stream().anyMatch(estimate -> isOn(job, estimate)))
                .toList();
        return new CustomerEstimates(left, onThem, shown);
    }

    public CustomerEstimates showing(boolean open) {
        return new CustomerEstimates(estimates, jobs, open);
    }

    /** Whether an estimate is open, was asked for within the window, and has no job. */
    public boolean isOpen(Instant now, Duration window) {
        return lastOpen()
                .filter(estimate -> estimate.requestedAt().plus(window).isAfter(now))
                .isPresent();
    }

    /** When they have to be looked at again though nothing is new: the window ends, or what is kept is of no use. */
    public Instant dueAt(Instant now, Duration window) {
        if (isOpen(now, window)) {
            return lastOpen().orElseThrow().requestedAt().plus(window);
        }
        Instant latest = now;
        for (OfEstimate estimate : estimates) {
            latest = later(latest, estimate.requestedAt().plus(LONGEST));
        }
        for (OfJob job : jobs) {
            latest = later(latest, job.cause().at().plus(LONGEST));
        }
        return latest;
    }

    /** The end of the last window, for estimates that are open and too old; the same cause whenever it is asked for. */
    public Optional<Cause> windowOver(Duration window) {
        return lastOpen().map(estimate -> {
            Instant end = estimate.requestedAt().plus(window);
            return new Cause(
                    estimate.estimateId() + ":window-over:" + end.toEpochMilli(),
                    end,
                    "the end of the window of " + window.toDays() + " days");
        });
    }

    private Optional<OfEstimate> lastOpen() {
        return estimates.stream()
                .filter(OfEstimate::open)
                .filter(estimate -> jobs.stream().noneMatch(job -> job.booked() && isOn(job, estimate)))
                .max(LAST_TO_END);
    }

    private static boolean isOn(OfJob job, OfEstimate estimate) {
        return Objects.equals(job.estimateId(), estimate.estimateId());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static <T> List<T> with(List<T> known, T news, Function<T, String> id, Function<T, Long> revision) {
        var result = new ArrayList<>(known);
        for (int place = 0; place < known.size(); place++) {
            T each = known.get(place);
            if (id.apply(each).equals(id.apply(news))) {
                if (revision.apply(news) > revision.apply(each)) {
                    result.set(place, news);
                }
                return result;
            }
        }
        result.add(news);
        return result;
    }
}

package dev.greenlight.bench;

import java.util.Arrays;

/** Latencies of one scenario, in nanoseconds, kept one by one so that no percentile is a guess. */
final class Latencies {

    private final long[] sorted;

    Latencies(long[] nanoseconds) {
        sorted = nanoseconds.clone();
        Arrays.sort(sorted);
    }

    int count() {
        return sorted.length;
    }

    /**
     * @param percent above 0, at most 100
     * @return milliseconds; not a number where nothing was measured
     */
    double percentileInMillis(double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}

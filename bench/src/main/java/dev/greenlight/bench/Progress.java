package dev.greenlight.bench;

/**
 * Counts results and times the middle of the way, from the first tenth to the last: what starts up before it and
 * what trickles in after it is not the rate. For one counting thread and any number of readers.
 */
final class Progress {

    private final long expected;
    private volatile long count;
    private volatile long atFirstTenth;
    private volatile long atLastTenth;

    Progress(long expected) {
        this.expected = expected;
    }

    void advance() {
        long now = count + 1;
        if (now == expected / 10) {
            atFirstTenth = System.nanoTime();
        } else if (now == expected - expected / 10) {
            atLastTenth = System.nanoTime();
        }
        count = now;
    }

    boolean isComplete() {
        return count >= expected;
    }

    long count() {
        return count;
    }

    /** Results per second between the first and the last tenth. */
    double ratePerSecond() {
        return (expected - 2 * (expected / 10)) / ((atLastTenth - atFirstTenth) / 1e9);
    }
}

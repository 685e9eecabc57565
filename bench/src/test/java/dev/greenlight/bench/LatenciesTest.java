package dev.greenlight.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private static final long MILLI = 1_000_000;

    @Test
    void percentileIsTheSmallestValueThatSoManyDoNotExceed() {
        var latencies = new Latencies(
                LongStream.rangeClosed(1, 100).map(i -> (101 - i) * MILLI).toArray());

        assertThat(latencies.percentileInMillis(50)).isEqualTo(50);
        assertThat(latencies.percentileInMillis(99)).isEqualTo(99);
        assertThat(latencies.percentileInMillis(99.9)).isEqualTo(100);
        assertThat(latencies.percentileInMillis(100)).isEqualTo(100);
    }

    @Test
    void oneValueIsEveryPercentile() {
        assertThat(new Latencies(new long[] {7 * MILLI}).percentileInMillis(1)).isEqualTo(7);
    }

    @Test
    void nothingMeasuredIsNotANumber() {
        assertThat(new Latencies(new long[0]).percentileInMillis(99)).isNaN();
    }
}

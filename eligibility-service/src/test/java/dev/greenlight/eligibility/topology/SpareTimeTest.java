package dev.greenlight.eligibility.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.pace.LiveTraffic;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class SpareTimeTest {

    private static final long MILLISECOND = 1_000_000;

    private final AtomicLong nanos = new AtomicLong();
    private final SpareTime spareTime = new SpareTime(new LiveTraffic(), nanos::get);
    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final Object one = new Object();
    private final Object other = new Object();

    @Test
    void aSliceIsFollowedByAPauseOfAtLeastItsLength() {
        assertThat(spareTime.grant(one, context)).isTrue();
        long begunAt = spareTime.begin();
        nanos.addAndGet(3 * MILLISECOND);
        assertThat(spareTime.isOver(begunAt)).isFalse();
        nanos.addAndGet(MILLISECOND);
        assertThat(spareTime.isOver(begunAt)).isTrue();
        spareTime.end(begunAt);

        assertThat(spareTime.grant(one, context)).isFalse();
        nanos.addAndGet(4 * MILLISECOND);
        assertThat(spareTime.grant(one, context)).isTrue();
    }

    @Test
    void oneTaskOfAThreadWorksAtATimeUntilItIsDone() {
        assertThat(spareTime.grant(one, context)).isTrue();
        assertThat(spareTime.grant(other, context)).isFalse();

        spareTime.giveBack(other);
        assertThat(spareTime.grant(other, context))
                .as("it was not its turn to give back")
                .isFalse();
        spareTime.giveBack(one);

        assertThat(spareTime.grant(other, context)).isTrue();
    }

    @Test
    void anOperatorMayDoWithoutThePauses() {
        var settings = new Properties();
        settings.put("application.id", "test");
        settings.put("bootstrap.servers", "nowhere:9092");
        settings.put("greenlight.backlog.pause.ms", "0");
        var unpaced = new MockProcessorContext<Void, Void>(settings);
        spareTime.grant(one, unpaced);
        long begunAt = spareTime.begin();
        nanos.addAndGet(4 * MILLISECOND);
        spareTime.end(begunAt);

        assertThat(spareTime.grant(one, unpaced)).isTrue();
    }
}

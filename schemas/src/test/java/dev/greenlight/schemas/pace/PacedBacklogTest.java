package dev.greenlight.schemas.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.topic.EventHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacedBacklogTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration WORK = Duration.ofMillis(1);
    private static final int OF_A_SLICE = (int) PacedBacklog.SLICE.dividedBy(WORK);

    private long nanos;
    private final List<Long> pauses = new ArrayList<>();
    private final LiveTraffic traffic = new LiveTraffic(() -> nanos);
    private final PacedBacklog<String, String> pacedBacklog = new PacedBacklog<>(traffic, () -> nanos, pause -> {
        pauses.add(pause);
        nanos += pause;
    });
    private final Task task = new Task();

    @BeforeEach
    void somebodyWaits() {
        traffic.seen();
    }

    @Test
    void eachSliceOfABacklogIsFollowedByAPause() {
        task.take(NOW.minus(PacedBacklog.OLD), 3 * OF_A_SLICE);

        assertThat(pauses).hasSize(3).containsOnly(PacedBacklog.PAUSE.toNanos());
        assertThat(task.context.forwarded()).hasSize(3 * OF_A_SLICE);
    }

    @Test
    void thePauseIsShortWhileNobodyHasWaitedForAWhile() {
        nanos += LiveTraffic.LATELY.toNanos();

        task.take(NOW.minus(PacedBacklog.OLD), OF_A_SLICE);
        new Task("1").take(NOW.minus(PacedBacklog.OLD), OF_A_SLICE);
        traffic.seen();
        task.take(NOW.minus(PacedBacklog.OLD), OF_A_SLICE);

        assertThat(pauses)
                .containsExactly(
                        PacedBacklog.PAUSE_WHILE_ALONE.toNanos(),
                        Duration.ofMillis(1).toNanos(),
                        PacedBacklog.PAUSE.toNanos());
    }

    @Test
    void freshRecordsAreNotSlowed() {
        task.take(NOW.minus(PacedBacklog.OLD).plusMillis(1), 10 * OF_A_SLICE);

        assertThat(pauses).isEmpty();
    }

    @Test
    void freshRecordsOfALongListAreSlowed() {
        task.take(NOW, OF_A_SLICE, new RecordHeader(EventHeaders.BULK, new byte[0]));

        assertThat(pauses).hasSize(1);
    }

    @Test
    void theLengthOfThePauseIsASetting() {
        new Task("3").take(NOW.minus(PacedBacklog.OLD), OF_A_SLICE);
        new Task("0").take(NOW.minus(PacedBacklog.OLD), OF_A_SLICE);

        assertThat(pauses).containsExactly(Duration.ofMillis(3).toNanos());
    }

    @Test
    void theTasksOfAThreadPauseTogether() {
        var other = new Task();
        for (int i = 0; i < 2 * OF_A_SLICE; i++) {
            task.take(NOW.minus(PacedBacklog.OLD), 1);
            other.take(NOW.minus(PacedBacklog.OLD), 1);
        }

        assertThat(pauses).hasSize(4);
    }

    @Test
    void twoTopicsOfALaneCountAsOneBacklog() {
        var other = new Task(pacedBacklog.together());
        for (int i = 0; i < 2 * OF_A_SLICE; i++) {
            task.take(NOW.minus(PacedBacklog.OLD), 1);
            other.take(NOW.minus(PacedBacklog.OLD), 1);
        }

        assertThat(pauses).hasSize(4);
    }

    private final class Task {

        private final MockProcessorContext<String, String> context;
        private final Processor<String, String, String, String> step;

        private Task(String... pauseMillis) {
            this(pacedBacklog, pauseMillis);
        }

        private Task(PacedBacklog<String, String> backlog, String... pauseMillis) {
            step = backlog.get();
            var settings = new Properties();
            for (String millis : pauseMillis) {
                settings.setProperty(PacedBacklog.PAUSE_MS, millis);
            }
            context = new MockProcessorContext<>(settings);
            context.setCurrentSystemTimeMs(NOW.toEpochMilli());
            step.init(context);
        }

        private void take(Instant timestamp, int records, Header... headers) {
            for (int i = 0; i < records; i++) {
                nanos += WORK.toNanos();
                step.process(new Record<>("key", "value", timestamp.toEpochMilli(), new RecordHeaders(headers)));
            }
        }
    }
}

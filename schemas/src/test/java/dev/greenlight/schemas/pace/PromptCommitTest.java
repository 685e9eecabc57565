package dev.greenlight.schemas.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.topic.EventHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class PromptCommitTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private long nanos;
    private final LiveTraffic traffic = new LiveTraffic(() -> nanos);
    private final PromptCommit<String, String> promptCommit = new PromptCommit<>(traffic);
    private final Task task = new Task();

    @Test
    void aFreshRecordIsForwardedAtOnceAndCommittedAfterThePause() {
        task.take(NOW.minusMillis(30));

        assertThat(task.context.forwarded()).hasSize(1);
        assertThat(task.context.committed()).isFalse();
        assertThat(task.reminders()).singleElement().satisfies(reminder -> {
            assertThat(reminder.getType()).isEqualTo(PunctuationType.WALL_CLOCK_TIME);
            assertThat(reminder.getInterval()).isEqualTo(PromptCommit.PAUSE);
        });

        task.remind();

        assertThat(task.context.committed()).isTrue();
        assertThat(task.reminders()).as("left to come").isEmpty();
    }

    @Test
    void recordsThatFollowWithinThePauseShareTheCommit() {
        task.take(NOW);
        task.take(NOW);
        task.take(NOW);

        assertThat(task.reminders()).hasSize(1);
    }

    @Test
    void aRecordAfterTheCommitAsksForTheNext() {
        task.take(NOW);
        task.remind();
        task.context.resetCommit();

        task.take(NOW);
        task.remind();

        assertThat(task.context.committed()).isTrue();
    }

    @Test
    void aTaskThatStartsAgainWithoutItsTimersStillCommits() {
        task.take(NOW);
        task.context.scheduledPunctuators().forEach(CapturedPunctuator::cancel);
        task.step.init(task.context);

        task.take(NOW);

        assertThat(task.reminders()).hasSize(1);
    }

    @Test
    void aBacklogWaitsForTheCommitInterval() {
        task.take(NOW.minus(PromptCommit.FRESH));
        task.take(NOW.minus(Duration.ofHours(3)));

        assertThat(task.context.forwarded()).hasSize(2);
        assertThat(task.reminders()).isEmpty();
        assertThat(traffic.isLive()).isFalse();
    }

    @Test
    void somebodyWaitsFromAFreshRecordOnUntilAWhileAfterTheLast() {
        task.take(NOW);
        assertThat(traffic.isLive()).isTrue();

        nanos += LiveTraffic.LATELY.toNanos() - 1;
        assertThat(traffic.isLive()).isTrue();

        nanos++;
        assertThat(traffic.isLive()).isFalse();
    }

    @Test
    void aLongListWaitsForTheCommitIntervalHoweverFreshItIs() {
        task.step.process(new Record<>(
                "key", "value", NOW.toEpochMilli(), new RecordHeaders().add(EventHeaders.BULK, new byte[0])));

        assertThat(task.context.forwarded()).hasSize(1);
        assertThat(task.reminders()).isEmpty();
    }

    @Test
    void anOldRecordDoesNotKeepAFreshOneWaiting() {
        task.take(NOW.minus(Duration.ofHours(3)));
        task.take(NOW);

        assertThat(task.reminders()).hasSize(1);
    }

    @Test
    void oneCommitServesAllTasksOfTheThread() {
        var other = new Task();
        task.take(NOW);
        other.take(NOW);

        task.remind();
        other.remind();

        assertThat(task.context.committed()).isTrue();
        assertThat(other.context.committed()).as("again").isFalse();
    }

    @Test
    void aTaskWhoseRecordCameAfterTheCommitOfAnotherAsksForItsOwn() {
        var other = new Task();
        task.take(NOW);
        task.remind();

        other.take(NOW);
        other.remind();

        assertThat(other.context.committed()).isTrue();
    }

    private final class Task {

        private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
        private final Processor<String, String, String, String> step = promptCommit.get();

        private Task() {
            context.setCurrentSystemTimeMs(NOW.toEpochMilli());
            step.init(context);
        }

        private void take(Instant timestamp) {
            step.process(new Record<>("key", "value", timestamp.toEpochMilli()));
        }

        private void remind() {
            reminders().forEach(reminder -> reminder.getPunctuator().punctuate(NOW.toEpochMilli()));
        }

        private List<CapturedPunctuator> reminders() {
            return context.scheduledPunctuators().stream()
                    .filter(reminder -> !reminder.cancelled())
                    .toList();
        }
    }
}

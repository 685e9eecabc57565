package dev.greenlight.smsinbound.reread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class KeptTextsTest {

    private static final Instant SINCE = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant BEFORE = SINCE.minusMillis(1);

    @Test
    void everyPartitionIsReadFromTheGivenTimeOn() {
        var log = new TextLog(3)
                .with(0, BEFORE, text("too-old"))
                .with(0, SINCE, text("first"))
                .with(2, SINCE.plusSeconds(1), text("second"))
                .ready();

        assertThat(read(log)).containsExactlyInAnyOrder("first", "second");
        assertThat(log.subscription()).isEmpty();
    }

    @Test
    void timesThatAreOutOfOrderAreSeen() {
        var log = new TextLog(1)
                .with(0, SINCE, text("first"))
                .with(0, BEFORE, text("too-old"))
                .with(0, SINCE, text("last"))
                .ready();

        assertThat(read(log)).containsExactly("first", "last");
    }

    @Test
    void whatComesAfterTheReadingBeganIsLeftOut() {
        var log = new TextLog(1).with(0, SINCE, text("there"));
        log.withAt(0, 1, SINCE, text("new"));

        assertThat(read(log.ready())).containsExactly("there");
    }

    @Test
    void partitionWithNothingButNewTextsIsNotWaitedFor() {
        var log = new TextLog(1);
        log.withAt(0, 0, SINCE, text("new"));

        assertThat(read(log.ready())).isEmpty();
        assertThat(log.assignment()).isEmpty();
    }

    @Test
    void endThatOnlyAbortedRecordsLeadToIsReached() {
        var log = new TextLog(1).with(0, SINCE, text("there")).ready();
        log.end(0, 9);
        // an abortion moves the position, and hands nothing over
        log.schedulePollTask(() -> log.seek(new TopicPartition(TextLog.TOPIC, 0), 9));

        assertThat(read(log)).containsExactly("there");
    }

    @Test
    void longLogIsReadAFewAtATime() {
        var log = new TextLog(2);
        for (int i = 0; i < 1_000; i++) {
            log.with(i % 2, SINCE, text("m-" + i));
        }
        log.setMaxPollRecords(7);

        assertThat(read(log.ready())).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void silenceEndsTheReading() {
        var log = new TextLog(1).with(0, SINCE, text("there")).ready();
        log.end(0, 2);

        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> read(log));
    }

    @Test
    void missingTopicIsSaid() {
        assertThatExceptionOfType(UnknownTopicOrPartitionException.class).isThrownBy(() -> read(new TextLog(0)));
    }

    @Test
    void readingLeavesNoTrace() {
        assertThat(RereadConfiguration.readingOnly(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "somebody",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_uncommitted",
                        "security.protocol",
                        "SSL")))
                .doesNotContainKey(ConsumerConfig.GROUP_ID_CONFIG)
                .containsEntry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false)
                .containsEntry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false)
                .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .containsEntry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .containsEntry("security.protocol", "SSL");
    }

    private static List<String> read(TextLog log) {
        List<String> ids = new ArrayList<>();
        new KeptTexts(log).read(SINCE, text -> ids.add(text.getGatewayMessageId()));
        return ids;
    }

    private static TextReceived text(String id) {
        return TextLog.text(id, "STOP", TextMeaning.OPT_OUT, "default-vocabulary");
    }
}

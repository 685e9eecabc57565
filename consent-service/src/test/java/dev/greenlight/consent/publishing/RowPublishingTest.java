package dev.greenlight.consent.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.OptOutMeans;
import dev.greenlight.consent.domain.consent.RecordedOptOut;
import dev.greenlight.consent.domain.consent.RecordedOptOut.Note;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredOutcome;
import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;
import org.springframework.kafka.requestreply.RequestReplyFuture;
import org.springframework.kafka.support.SendResult;

class RowPublishingTest {

    private static final CustomerCommand ROW = new CustomerCommand(
            "row",
            Kind.IMPORT,
            null,
            Instant.parse("2026-03-01T12:00:00Z"),
            "list",
            new Fields("Ann", null, null, null, false, null, null, null, null, null, null, false, null, false));

    private final ReplyingKafkaTemplate<String, byte[], StoredCommandOutcome> template = mock();
    private final CompletableFuture<SendResult<String, byte[]>> sent = new CompletableFuture<>();
    private final Reply reply = new Reply();
    private final CommandPublisher publisher = new CommandPublisher(template);

    /** What the template returns, with what it sets itself. */
    private static final class Reply extends RequestReplyFuture<String, byte[], StoredCommandOutcome> {
        void setSent(CompletableFuture<SendResult<String, byte[]>> newSent) {
            setSendFuture(newSent);
        }
    }

    @BeforeEach
    void send() {
        reply.setSent(sent);
        when(template.sendAndReceive(any(ProducerRecord.class), any(Duration.class)))
                .thenReturn(reply);
    }

    @Test
    void rowIsNotWaitedFor() {
        var result = publisher.send("acme", "c-1", ROW);
        assertThat(result).isNotDone();

        var outcome = StoredCommandOutcome.newBuilder()
                .setCommandId("row")
                .setOutcome(StoredOutcome.UNCHANGED)
                .setCustomer(null)
                .build();
        reply.complete(new ConsumerRecord<>("outcomes", 0, 0, "acme:c-1", outcome));

        assertThat(result).isCompletedWithValue(new Decided<>(CommandOutcome.UNCHANGED, null));
    }

    @Test
    void rowGivesWayToWhatPeopleWaitFor() {
        publisher.send("acme", "c-1", ROW);

        verify(template)
                .sendAndReceive(
                        ArgumentMatchers.<ProducerRecord<String, byte[]>>argThat(
                                record -> EventHeaders.isBulk(record.headers())),
                        any(Duration.class));
    }

    @Test
    void oneOfManyOptOutsGoesToItsOwnTopicAndCausesNoCommitOfItsOwn() {
        var optOut = new RecordedOptOut(
                "opt-out:o",
                "o",
                OptOutMeans.OTHER_SYSTEM,
                null,
                ROW.askedAt(),
                new Note("Export.", "front desk", ROW.askedAt()));

        publisher.send("acme", "+15555550123", optOut);

        verify(template)
                .sendAndReceive(
                        ArgumentMatchers.<ProducerRecord<String, byte[]>>argThat(
                                record -> record.topic().equals(PrivateTopic.OPT_OUT_COMMAND.name())
                                        && record.key().equals("acme:+15555550123")
                                        && EventHeaders.isBulk(record.headers())),
                        any(Duration.class));
    }

    @Test
    void rowThatIsOnTheLogAndNotDecidedInTimeIsAccepted() {
        var result = publisher.send("acme", "c-1", ROW);

        sent.complete(mock());
        reply.completeExceptionally(new KafkaException("timed out"));

        assertThat(result).isCompletedWithValue(new Accepted<>());
    }

    @Test
    void rowThatCouldNotBePutOnTheLogIsUnavailable() {
        var result = publisher.send("acme", "c-1", ROW);

        sent.completeExceptionally(new KafkaException("away"));
        reply.completeExceptionally(new KafkaException("timed out"));

        assertThat(result).isCompletedWithValue(new Unavailable<>());
    }

    @Test
    void templateThatRefusesIsUnavailable() {
        when(template.sendAndReceive(any(ProducerRecord.class), any(Duration.class)))
                .thenThrow(new KafkaException("closed"));

        assertThat(publisher.send("acme", "c-1", ROW)).isCompletedWithValue(new Unavailable<>());
    }
}

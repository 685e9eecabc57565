package dev.greenlight.consent.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.domain.edit.BatchEdit.Phase;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Begin;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Proceed;
import dev.greenlight.consent.domain.edit.BatchEditPolicy;
import dev.greenlight.consent.domain.edit.Preference;
import dev.greenlight.consent.domain.edit.Selection;
import dev.greenlight.consent.mapping.BatchEditMapper;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredOutcome;
import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;
import org.springframework.kafka.requestreply.RequestReplyFuture;
import org.springframework.kafka.support.SendResult;

class BatchEditPublishingTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Begin BEGIN = new Begin(
            "b",
            NOON,
            "front desk",
            new Selection(List.of("c-2", "c-1"), null, null, List.of()),
            Set.of(Preference.EMAIL_JOB_NOTIFICATIONS),
            12);

    private final ReplyingKafkaTemplate<String, byte[], StoredCommandOutcome> template = mock();
    private final CommandPublisher publisher = new CommandPublisher(template);

    /** What the template returns when the stream has decided. */
    private static final class Reply extends RequestReplyFuture<String, byte[], StoredCommandOutcome> {
        Reply(StoredCommandOutcome outcome) {
            setSendFuture(CompletableFuture.completedFuture(mock(SendResult.class)));
            complete(new ConsumerRecord<>("outcomes", 0, 0, "acme", outcome));
        }
    }

    @Test
    void everythingAboutTheEditsOfACompanyGoesToOnePlaceAndIsWaitedFor() {
        BatchEdit edit = Objects.requireNonNull(
                BatchEditPolicy.decide(null, false, BEGIN).after());
        var outcome = StoredCommandOutcome.newBuilder()
                .setCommandId("b")
                .setOutcome(StoredOutcome.CREATED)
                .setBatchEdit(BatchEditMapper.toStored(edit))
                .build();
        when(template.sendAndReceive(any(ProducerRecord.class), any(Duration.class)))
                .thenReturn(new Reply(outcome));

        assertThat(publisher.ask("acme", "e-1", BEGIN)).isEqualTo(new Decided<>(CommandOutcome.CREATED, edit));
        publisher.ask("acme", "e-2", new Proceed("p", NOON, "front desk", Phase.APPLY));

        verify(template, times(2))
                .sendAndReceive(
                        ArgumentMatchers.<ProducerRecord<String, byte[]>>argThat(
                                record -> record.topic().equals(PrivateTopic.BATCH_EDIT_COMMAND.name())
                                        && record.key().equals("acme")
                                        && !EventHeaders.isBulk(record.headers())),
                        any(Duration.class));
    }
}

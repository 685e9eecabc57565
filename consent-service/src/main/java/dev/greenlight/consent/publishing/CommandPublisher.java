package dev.greenlight.consent.publishing;

import dev.greenlight.consent.domain.consent.OptInAsk;
import dev.greenlight.consent.domain.consent.RecordedOptOut;
import dev.greenlight.consent.domain.consent.ReviewVerdict;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.MergeStep;
import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.domain.edit.BatchEditCommand;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.domain.settings.SettingsCommand;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.mapping.BatchEditMapper;
import dev.greenlight.consent.mapping.ConsentMapper;
import dev.greenlight.consent.mapping.ConsentView;
import dev.greenlight.consent.mapping.CustomerMapper;
import dev.greenlight.consent.mapping.EmailCommandMapper;
import dev.greenlight.consent.mapping.EmailMapper;
import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.mapping.ErasureMapper;
import dev.greenlight.consent.mapping.MergeMapper;
import dev.greenlight.consent.mapping.OptInMapper;
import dev.greenlight.consent.mapping.OptInView;
import dev.greenlight.consent.mapping.OptOutMapper;
import dev.greenlight.consent.mapping.OutcomeMapper;
import dev.greenlight.consent.mapping.ReviewMapper;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import dev.greenlight.consent.stored.StoredBatchEditCommand;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.consent.stored.StoredEmailCommand;
import dev.greenlight.consent.stored.StoredErasure;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptOutCommand;
import dev.greenlight.consent.stored.StoredReviewCommand;
import dev.greenlight.consent.stored.StoredSettingsCommand;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;

/** Hands commands to the lanes and waits for what it decides. */
public final class CommandPublisher {

    /** How long a request waits for a decision. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long a row of a list waits for a decision: longer, because thousands of others are decided before it. */
    public static final Duration PATIENCE_WITH_ROWS = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(CommandPublisher.class);

    private final ReplyingKafkaTemplate<String, byte[], StoredCommandOutcome> template;
    private final Serializer<StoredBatchEditCommand> batchEdits =
            StateSerde.of(StoredBatchEditCommand.class).serializer();
    private final Serializer<StoredCustomerCommand> customers =
            StateSerde.of(StoredCustomerCommand.class).serializer();
    private final Serializer<StoredEmailCommand> emails =
            StateSerde.of(StoredEmailCommand.class).serializer();
    private final Serializer<StoredErasure> erasures =
            StateSerde.of(StoredErasure.class).serializer();
    private final Serializer<StoredOptInRequestCommand> optIns =
            StateSerde.of(StoredOptInRequestCommand.class).serializer();
    private final Serializer<StoredOptOutCommand> optOuts =
            StateSerde.of(StoredOptOutCommand.class).serializer();
    private final Serializer<StoredReviewCommand> reviews =
            StateSerde.of(StoredReviewCommand.class).serializer();
    private final Serializer<StoredSettingsCommand> settings =
            StateSerde.of(StoredSettingsCommand.class).serializer();

    public CommandPublisher(ReplyingKafkaTemplate<String, byte[], StoredCommandOutcome> template) {
        this.template = template;
    }

    public CommandResult<Customer> ask(String tenant, String customerId, CustomerCommand command) {
        return ask(record(tenant, customerId, command), CommandPublisher::customer);
    }

    public CommandResult<Customer> ask(String tenant, String customerId, MergeStep.Begin merge) {
        return ask(
                record(
                        PrivateTopic.CUSTOMER_COMMAND,
                        TopicKeys.ofCustomer(tenant, customerId),
                        customers,
                        MergeMapper.toStored(tenant, customerId, merge)),
                CommandPublisher::customer);
    }

    /** Hands over that an edit of many customers is to be previewed. */
    public CommandResult<BatchEdit> ask(String tenant, String editId, BatchEditCommand.Begin begin) {
        return ask(record(BatchEditMapper.toStored(tenant, editId, begin)), CommandPublisher::batchEdit);
    }

    /** Hands over that an edit is to be applied, or undone. */
    public CommandResult<BatchEdit> ask(String tenant, String editId, BatchEditCommand.Proceed proceed) {
        return ask(record(BatchEditMapper.toStored(tenant, editId, proceed)), CommandPublisher::batchEdit);
    }

    public CommandResult<TenantSettings> ask(String tenant, SettingsCommand command) {
        return ask(
                record(PrivateTopic.SETTINGS_COMMAND, tenant, settings, SettingsMapper.toStored(tenant, command)),
                outcome -> SettingsMapper.fromStored(outcome.getSettings()));
    }

    /**
     * Hands over what a person read in held texts.
     *
     * @param commandId the same for every repetition of the request
     * @param note why, in the reviewer's words; may be empty
     */
    public CommandResult<ConsentView> ask(
            String commandId, String tenant, String number, ReviewVerdict verdict, String note, String reviewer) {
        return ask(
                record(
                        PrivateTopic.REVIEW_COMMAND,
                        TopicKeys.ofAddress(tenant, number),
                        reviews,
                        ReviewMapper.toStored(commandId, tenant, number, verdict, note, reviewer)),
                consentAt(verdict.decidedAt()));
    }

    /** Hands over that a person is to be asked to opt in. */
    public CommandResult<OptInView> ask(String tenant, String number, OptInAsk ask) {
        return ask(record(tenant, number, ask), outcome -> OptInMapper.toView(outcome, ask.askedAt()));
    }

    /** Hands over that a person has said stop by other means than a text. */
    public CommandResult<ConsentView> ask(String tenant, String number, RecordedOptOut optOut) {
        return ask(record(tenant, number, optOut), consentAt(optOut.note().recordedAt()));
    }

    /**
     * Hands over what the office wants for an email address.
     *
     * @param note why, in the office's words; may be empty
     */
    public CommandResult<EmailView> ask(String tenant, String email, EmailAct act, String note, String askedBy) {
        return ask(record(EmailCommandMapper.toStored(tenant, email, act, note, askedBy)), EmailMapper::toView);
    }

    /**
     * Hands over that a person has used the link of an email.
     *
     * @param list that the link was made for; may be empty
     */
    public CommandResult<EmailView> unsubscribe(
            String commandId, String tenant, String email, String list, Instant at) {
        return ask(record(EmailCommandMapper.toUnsubscribe(commandId, tenant, email, list, at)), EmailMapper::toView);
    }

    /**
     * Hands over that a person is to be asked by email to opt in.
     *
     * @param confirmUrl by which the person can answer; of nobody's business but the sender's of the email
     */
    public CommandResult<EmailView> ask(String tenant, String email, EmailAct.Ask ask, String confirmUrl) {
        return ask(record(EmailCommandMapper.toStored(tenant, email, ask, confirmUrl)), EmailMapper::toView);
    }

    /**
     * Hands over that a person in a list is to be asked by email to opt in, without waiting for it.
     *
     * @return is completed within {@link #PATIENCE_WITH_ROWS}, also where nothing has decided
     */
    public CompletableFuture<CommandResult<EmailView>> send(
            String tenant, String email, EmailAct.Ask ask, String confirmUrl) {
        return send(record(EmailCommandMapper.toStored(tenant, email, ask, confirmUrl)), EmailMapper::toView);
    }

    /** Hands over what a person has answered by the link of a request, with what can be shown for it. */
    public CommandResult<EmailView> answer(
            String tenant, String email, EmailAct.Answer answer, String ipAddress, String userAgent) {
        return ask(
                record(EmailCommandMapper.toStored(tenant, email, answer, ipAddress, userAgent)), EmailMapper::toView);
    }

    /**
     * Hands over that what is known about an address is to be erased.
     *
     * @param pseudonym what it is remembered by from then on
     */
    public CommandResult<Boolean> eraseAddress(
            String commandId, String tenant, String address, String pseudonym, Instant askedAt) {
        return ask(
                record(
                        PrivateTopic.ERASURE_COMMAND,
                        TopicKeys.ofAddress(tenant, address),
                        erasures,
                        ErasureMapper.toStored(commandId, tenant, address, pseudonym, askedAt)),
                outcome -> true);
    }

    /** Hands over that a customer's record is to be erased. */
    public CommandResult<Boolean> eraseCustomer(String commandId, String tenant, String customerId, Instant askedAt) {
        return ask(
                record(
                        PrivateTopic.CUSTOMER_ERASURE_COMMAND,
                        TopicKeys.ofCustomer(tenant, customerId),
                        erasures,
                        ErasureMapper.toStored(commandId, tenant, customerId, "", askedAt)),
                outcome -> true);
    }

    /**
     * Hands over what the office wants for one email address of a list, without waiting for it.
     *
     * @param note why, in the office's words; may be empty
     * @return is completed within {@link #PATIENCE_WITH_ROWS}, also where nothing has decided
     */
    public CompletableFuture<CommandResult<EmailView>> send(
            String tenant, String email, EmailAct act, String note, String askedBy) {
        return send(record(EmailCommandMapper.toStored(tenant, email, act, note, askedBy)), EmailMapper::toView);
    }

    /**
     * Hands over one row of a list without waiting for it. The decision comes without the record.
     *
     * @return is completed within {@link #PATIENCE_WITH_ROWS}, also where nothing has decided
     */
    public CompletableFuture<CommandResult<Customer>> send(String tenant, String customerId, CustomerCommand command) {
        return send(record(tenant, customerId, command), outcome -> null);
    }

    /**
     * Hands over that a person in a list is to be asked to opt in, without waiting for it.
     *
     * @return is completed within {@link #PATIENCE_WITH_ROWS}, also where nothing has decided
     */
    public CompletableFuture<CommandResult<OptInView>> send(String tenant, String number, OptInAsk ask) {
        return send(record(tenant, number, ask), outcome -> OptInMapper.toView(outcome, ask.askedAt()));
    }

    /**
     * Hands over one of many opt-outs without waiting for it. They pass the customers of their list, which lie on
     * another topic, and cause no commits of their own, so that no text waits for them.
     *
     * @return is completed within {@link #PATIENCE_WITH_ROWS}, also where nothing has decided
     */
    public CompletableFuture<CommandResult<ConsentView>> send(String tenant, String number, RecordedOptOut optOut) {
        return send(record(tenant, number, optOut), consentAt(optOut.note().recordedAt()));
    }

    private ProducerRecord<String, byte[]> record(String tenant, String customerId, CustomerCommand command) {
        return record(
                PrivateTopic.CUSTOMER_COMMAND,
                TopicKeys.ofCustomer(tenant, customerId),
                customers,
                CustomerMapper.toStored(tenant, customerId, command));
    }

    private ProducerRecord<String, byte[]> record(String tenant, String number, OptInAsk ask) {
        return record(
                PrivateTopic.OPT_IN_REQUEST_COMMAND,
                TopicKeys.ofAddress(tenant, number),
                optIns,
                OptInMapper.toStored(tenant, number, ask));
    }

    private ProducerRecord<String, byte[]> record(String tenant, String number, RecordedOptOut optOut) {
        return record(
                PrivateTopic.OPT_OUT_COMMAND,
                TopicKeys.ofAddress(tenant, number),
                optOuts,
                OptOutMapper.toStored(tenant, number, optOut));
    }

    private ProducerRecord<String, byte[]> record(StoredEmailCommand command) {
        String key = TopicKeys.ofAddress(command.getTenant(), command.getAddress());
        return record(PrivateTopic.EMAIL_COMMAND, key, emails, command);
    }

    private ProducerRecord<String, byte[]> record(StoredBatchEditCommand command) {
        return record(PrivateTopic.BATCH_EDIT_COMMAND, command.getTenant(), batchEdits, command);
    }

    private static <C extends SpecificRecord> ProducerRecord<String, byte[]> record(
            PrivateTopic topic, String key, Serializer<C> serializer, C command) {
        return new ProducerRecord<>(topic.name(), key, serializer.serialize(topic.name(), command));
    }

    private static @Nullable Customer customer(StoredCommandOutcome outcome) {
        return CustomerMapper.fromStored(outcome.getCustomer());
    }

    private static @Nullable BatchEdit batchEdit(StoredCommandOutcome outcome) {
        return BatchEditMapper.fromStored(outcome.getBatchEdit());
    }

    private static Function<StoredCommandOutcome, @Nullable ConsentView> consentAt(Instant time) {
        return outcome -> ConsentMapper.toView(outcome.getConsent(), time);
    }

    private <T> CompletableFuture<CommandResult<T>> send(
            ProducerRecord<String, byte[]> record, Function<StoredCommandOutcome, @Nullable T> after) {
        record.headers().add(EventHeaders.BULK, new byte[0]);
        try {
            var reply = template.sendAndReceive(record, PATIENCE_WITH_ROWS);
            var sent = Objects.requireNonNull(reply.getSendFuture());
            return reply.handle((answer, failure) -> {
                if (failure == null) {
                    StoredCommandOutcome outcome = answer.value();
                    return new Decided<>(OutcomeMapper.fromStored(outcome.getOutcome()), after.apply(outcome));
                }
                return sent.isDone() && !sent.isCompletedExceptionally() ? new Accepted<>() : new Unavailable<>();
            });
        } catch (RuntimeException e) {
            log.warn("A row of a list could not be sent: {}", e.getClass().getName());
            return CompletableFuture.completedFuture(new Unavailable<>());
        }
    }

    private <T> CommandResult<T> ask(
            ProducerRecord<String, byte[]> record, Function<StoredCommandOutcome, @Nullable T> after) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        try {
            var reply = template.sendAndReceive(record, PATIENCE);
            if (!isOnTheLog(Objects.requireNonNull(reply.getSendFuture()), giveUpAt)) {
                return new Unavailable<>();
            }
            StoredCommandOutcome outcome =
                    reply.get(left(giveUpAt), TimeUnit.NANOSECONDS).value();
            return new Decided<>(OutcomeMapper.fromStored(outcome.getOutcome()), after.apply(outcome));
        } catch (TimeoutException e) {
            return new Accepted<>();
        } catch (ExecutionException e) {
            // the template's own clock ran out first
            return new Accepted<>();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Accepted<>();
        } catch (RuntimeException e) {
            log.warn("A command could not be sent: {}", e.getClass().getName());
            return new Unavailable<>();
        }
    }

    private static boolean isOnTheLog(Future<?> sent, long giveUpAt) throws InterruptedException {
        try {
            sent.get(left(giveUpAt), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            log.warn("A command could not be put on the log: {}", e.getClass().getName());
            return false;
        }
    }

    private static long left(long giveUpAt) {
        return Math.max(0, giveUpAt - System.nanoTime());
    }
}

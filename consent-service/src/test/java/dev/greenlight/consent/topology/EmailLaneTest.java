package dev.greenlight.consent.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.consent.domain.email.Authority;
import dev.greenlight.consent.domain.email.EmailAct.Lift;
import dev.greenlight.consent.domain.email.EmailAct.Suppress;
import dev.greenlight.consent.domain.email.SuppressionReason;
import dev.greenlight.consent.mapping.EmailCommandMapper;
import dev.greenlight.consent.mapping.EmailMapper;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredEmailCommand;
import dev.greenlight.consent.stored.StoredOutcome;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.EmailAct;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.ledger.LedgerChain;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmailLaneTest {

    private static final String EMAIL = "ann+offers@example.com";
    private static final String KEY = "acme:" + EMAIL;

    private TopologyFixture fixture;
    private TestInputTopic<String, StoredEmailCommand> commands;
    private TestOutputTopic<String, ConsentChanged> ledger;
    private TestOutputTopic<String, ConsentState> states;
    private TestOutputTopic<String, StoredCommandOutcome> outcomes;

    @BeforeEach
    void start() {
        fixture = TopologyFixture.keywordLane();
        commands = fixture.input(PrivateTopic.EMAIL_COMMAND, StoredEmailCommand.class);
        ledger = fixture.output(EventTopic.CONSENT_CHANGED);
        states = fixture.output(EventTopic.CONSENT_STATE);
        outcomes = fixture.outcomes();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void unsubscribeIsEnteredWithWhoWhatAndWhyAndEndsMarketingEmail() {
        commands.pipeInput(KEY, EmailCommandMapper.toUnsubscribe("c1", "acme", EMAIL, "newsletter", Texts.at(100)));

        var entry = ledger.readKeyValue();
        assertThat(entry.key).isEqualTo(KEY);
        assertThat(entry.value.getChannel()).isEqualTo(Channel.EMAIL);
        assertThat(entry.value.getAddress()).isEqualTo(EMAIL);
        assertThat(entry.value.getOutcome()).isEqualTo(ConsentOutcome.SUPPRESSED);
        assertThat(entry.value.getReasons()).containsExactly("PERSON_UNSUBSCRIBED");
        assertThat(entry.value.getStatusBefore()).isEqualTo(ConsentStatus.NEVER_ASKED);
        assertThat(entry.value.getStatusAfter()).isEqualTo(ConsentStatus.OPTED_OUT);
        assertThat(entry.value.getScopeAfter()).isEqualTo(OptOutScope.MARKETING);
        assertThat(entry.value.getEffectiveAt()).isEqualTo(Texts.at(100));
        assertThat(entry.value.getEvidence().getGateway()).isEqualTo("unsubscribe-link");
        assertThat(entry.value.getEvidence().getText()).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(entry.value.getEmail()).isNotNull().satisfies(email -> {
            assertThat(email.getAct()).isEqualTo(EmailAct.UNSUBSCRIBE);
            assertThat(email.getReason()).isEqualTo(EmailSuppressionReason.UNSUBSCRIBE);
            assertThat(email.getSuppressionAfter()).isEqualTo(EmailSuppressionReason.UNSUBSCRIBE);
            assertThat(email.getList()).isEqualTo("newsletter");
            assertThat(email.getDoneBy()).isEqualTo("the person");
        });
        var state = states.readKeyValue();
        assertThat(state.key).isEqualTo(KEY);
        assertThat(state.value.getChannel()).isEqualTo(Channel.EMAIL);
        assertThat(state.value.getStatus()).isEqualTo(ConsentStatus.OPTED_OUT);
        assertThat(state.value.getOptOutScope()).isEqualTo(OptOutScope.MARKETING);
        assertThat(state.value.getSuppression()).isEqualTo(EmailSuppressionReason.UNSUBSCRIBE);
        assertThat(state.value.getSince()).isEqualTo(Texts.at(100));
        assertThat(state.value.getSetByEventId()).isEqualTo(entry.value.getEventId());
        assertThat(state.value.getDecision()).isEqualTo(1);
        assertThat(outcomes.isEmpty()).isTrue();
    }

    @Test
    void bounceSaysNothingAboutThePersonAndIsLiftedByTheOffice() {
        commands.pipeInput(TopologyFixture.awaited(KEY, suppress("c1", SuppressionReason.BOUNCE, 100)));
        commands.pipeInput(TopologyFixture.awaited(KEY, lift("c2", 200)));

        assertThat(states.readValuesToList())
                .satisfiesExactly(
                        suppressed -> {
                            assertThat(suppressed.getStatus()).isEqualTo(ConsentStatus.NEVER_ASKED);
                            assertThat(suppressed.getOptOutScope()).isEqualTo(OptOutScope.NONE);
                            assertThat(suppressed.getSuppression()).isEqualTo(EmailSuppressionReason.BOUNCE);
                            assertThat(suppressed.getSetBy()).isEqualTo("BOUNCE by front desk");
                        },
                        lifted -> {
                            assertThat(lifted.getSuppression()).isNull();
                            assertThat(lifted.getSince()).isEqualTo(Texts.at(200));
                            assertThat(lifted.getSetBy()).isEqualTo("unsuppressed by front desk");
                        });
        assertThat(ledger.readValuesToList().getLast()).satisfies(entry -> {
            assertThat(entry.getOutcome()).isEqualTo(ConsentOutcome.UNSUPPRESSED);
            assertThat(Objects.requireNonNull(entry.getEmail()).getNote()).isEqualTo("why");
        });
        assertThat(outcomes.readValuesToList())
                .extracting(StoredCommandOutcome::getOutcome)
                .containsExactly(StoredOutcome.UPDATED, StoredOutcome.UPDATED);
    }

    @Test
    void refusedLiftIsAFactWithItsReasonAndRepeatedCommandIsNone() {
        commands.pipeInput(TopologyFixture.awaited(KEY, suppress("c1", SuppressionReason.SPAM_REPORT, 100)));
        commands.pipeInput(TopologyFixture.awaited(KEY, lift("c2", 200)));
        commands.pipeInput(TopologyFixture.awaited(KEY, lift("c2", 300)));

        List<ConsentChanged> entries = ledger.readValuesToList();
        assertThat(entries)
                .extracting(ConsentChanged::getOutcome)
                .containsExactly(ConsentOutcome.SUPPRESSED, ConsentOutcome.REFUSED);
        assertThat(entries.getLast().getReasons()).containsExactly("ONLY_THE_PERSON_LIFTS");
        assertThat(states.readValuesToList()).hasSize(1);
        List<StoredCommandOutcome> answers = outcomes.readValuesToList();
        assertThat(answers)
                .extracting(StoredCommandOutcome::getOutcome)
                .containsExactly(StoredOutcome.UPDATED, StoredOutcome.REFUSED, StoredOutcome.REPEATED);
        assertThat(answers.get(1).getRefusal()).isEqualTo("ONLY_THE_PERSON_LIFTS");
        assertThat(EmailMapper.toView(answers.get(2)).consent().reasons())
                .containsExactly(SuppressionReason.SPAM_REPORT);
    }

    @Test
    void hiddenReasonIsAFactAndChangesNoState() {
        commands.pipeInput(KEY, suppress("c1", SuppressionReason.NEVER_EMAIL, 100));
        commands.pipeInput(KEY, suppress("c2", SuppressionReason.BOUNCE, 200));

        assertThat(ledger.readValuesToList().getLast().getOutcome()).isEqualTo(ConsentOutcome.NOTED);
        assertThat(states.readValuesToList()).hasSize(1);
    }

    @Test
    void entriesAreAChain() {
        commands.pipeInput(KEY, suppress("c1", SuppressionReason.BOUNCE, 100));
        commands.pipeInput(KEY, lift("c2", 200));
        commands.pipeInput(KEY, suppress("c3", SuppressionReason.UNSUBSCRIBE, 300));

        List<ConsentChanged> entries = ledger.readValuesToList();
        assertThat(entries).allMatch(LedgerChain::isIntact);
        assertThat(entries).extracting(ConsentChanged::getSequence).containsExactly(1L, 2L, 3L);
        assertThat(entries).extracting(LedgerChain::begins).containsExactly(true, false, false);
        assertThat(Objects.requireNonNull(entries.get(2).getLink()).getPreviousHash())
                .isEqualTo(Objects.requireNonNull(entries.get(1).getLink()).getHash());
    }

    @Test
    void commandUnderAnotherAddressesKeyIsNotDecidedOn() {
        assertThatThrownBy(() ->
                        commands.pipeInput("acme:bob@example.com", suppress("c1", SuppressionReason.UNSUBSCRIBE, 100)))
                .isInstanceOf(StreamsException.class)
                .hasRootCauseInstanceOf(UnusableEventException.class);
    }

    private static StoredEmailCommand suppress(String commandId, SuppressionReason reason, long second) {
        return EmailCommandMapper.toStored(
                "acme", EMAIL, new Suppress(commandId, Texts.at(second), reason), "", "front desk");
    }

    private static StoredEmailCommand lift(String commandId, long second) {
        return EmailCommandMapper.toStored(
                "acme", EMAIL, new Lift(commandId, Texts.at(second), Authority.OFFICE), "why", "front desk");
    }
}

package dev.greenlight.consent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.email.EmailAct.Answer;
import dev.greenlight.consent.domain.email.EmailAct.Ask;
import dev.greenlight.consent.domain.email.EmailCause;
import dev.greenlight.consent.domain.email.EmailStatus;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.mapping.EmailCommandMapper;
import dev.greenlight.consent.mapping.EmailMapper;
import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredEmailCommand;
import dev.greenlight.consent.stored.StoredOutcome;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.EmailAct;
import dev.greenlight.schemas.consent.EmailEvidence;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.ledger.LedgerChain;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking by email and answering by the link, from the command to the ledger and the state. */
class EmailOptInLaneTest {

    private static final String EMAIL = "ann+offers@example.com";
    private static final String KEY = "acme:" + EMAIL;
    private static final String LINK = "https://mail.example.com/email-opt-in/AgE";
    private static final Origin FORM = new Origin(OptInSource.WEB_FORM, "f/3", "{\"ipAddress\":\"::1\"}", "web form");

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
    void entryOfARequestCarriesAllThatASenderNeeds() {
        fixture.choose("acme", new Choices(OptOutScopeSetting.ALL, true, true, 3, 2));
        ask("r1", 100, true);

        ConsentChanged entry = ledger.readValue();
        assertThat(entry.getOutcome()).isEqualTo(ConsentOutcome.REQUESTED);
        assertThat(entry.getReasons()).containsExactly("FORM_ASKS");
        assertThat(entry.getAddress()).isEqualTo(EMAIL);
        assertThat(entry.getStatusAfter()).isEqualTo(ConsentStatus.PENDING);
        assertThat(entry.getScopeAfter()).isEqualTo(OptOutScope.NONE);
        assertThat(entry.getEvidence().getGateway()).isEqualTo("web-form");
        assertThat(entry.getEvidence().getKeyword()).isEqualTo("WEB_FORM");
        EmailEvidence email = Objects.requireNonNull(entry.getEmail());
        assertThat(email.getAct()).isEqualTo(EmailAct.ASK_BY_FORM);
        assertThat(email.getConfirmUrl()).isEqualTo(LINK);
        OptInRequestEvidence request = Objects.requireNonNull(entry.getRequest());
        assertThat(request.getRequestId()).isEqualTo("r1");
        assertThat(request.getDisclosure()).isEqualTo("f/3");
        assertThat(request.getEvidence()).isEqualTo("{\"ipAddress\":\"::1\"}");
        assertThat(request.getAskedAt()).isEqualTo(Texts.at(100));
        assertThat(request.getExpiresAt()).isEqualTo(Texts.at(100).plus(Duration.ofDays(3)));
        ConsentState state = states.readValue();
        assertThat(state.getStatus()).isEqualTo(ConsentStatus.PENDING);
        assertThat(state.getPendingUntil()).isEqualTo(request.getExpiresAt());
        assertThat(state.getSince()).isEqualTo(Texts.at(100));
        assertThat(state.getSetBy()).isEqualTo("opt-in request by web form");
        assertThat(outcomes.readValue().getOutcome()).isEqualTo(StoredOutcome.CREATED);
    }

    @Test
    void yesIsEnteredWithBothTimesAndWhereItCameFrom() {
        ask("r1", 100, false);
        answer("r1", 200, true);

        ConsentChanged entry = ledger.readValuesToList().getLast();
        assertThat(entry.getOutcome()).isEqualTo(ConsentOutcome.GRANTED);
        assertThat(entry.getStatusBefore()).isEqualTo(ConsentStatus.PENDING);
        assertThat(entry.getStatusAfter()).isEqualTo(ConsentStatus.OPTED_IN);
        assertThat(entry.getEffectiveAt()).isEqualTo(Texts.at(200));
        assertThat(entry.getEvidence().getGateway()).isEqualTo("opt-in-link");
        assertThat(entry.getEvidence().getText()).isEqualTo("answer=yes");
        EmailEvidence email = Objects.requireNonNull(entry.getEmail());
        assertThat(email.getAct()).isEqualTo(EmailAct.AGREE);
        assertThat(email.getIpAddress()).isEqualTo("198.51.100.7");
        assertThat(email.getUserAgent()).isEqualTo("A browser");
        assertThat(email.getDoneBy()).isEqualTo("the person");
        assertThat(email.getConfirmUrl()).isEmpty();
        OptInRequestEvidence request = Objects.requireNonNull(entry.getRequest());
        assertThat(request.getAskedAt()).isEqualTo(Texts.at(100));
        assertThat(request.getDisclosure()).isEqualTo("f/3");
        ConsentState state = states.readValuesToList().getLast();
        assertThat(state.getStatus()).isEqualTo(ConsentStatus.OPTED_IN);
        assertThat(state.getPendingUntil()).isNull();
        assertThat(state.getSuppression()).isNull();
        assertThat(state.getSetByEventId()).isEqualTo(entry.getEventId());
        assertThat(state.getSetBy()).isEqualTo("opt-in by the person");
    }

    @Test
    void unsubscribedAddressComesBackByFormAndLinkAndTheStateSaysSo() {
        unsubscribe("u1", 50);
        ask("r1", 100, true);
        answer("r1", 200, true);
        unsubscribe("u2", 300);

        assertThat(states.readValuesToList())
                .extracting(ConsentState::getStatus)
                .containsExactly(ConsentStatus.OPTED_OUT, ConsentStatus.OPTED_IN, ConsentStatus.OPTED_OUT);
        List<ConsentChanged> entries = ledger.readValuesToList();
        assertThat(entries)
                .extracting(ConsentChanged::getOutcome)
                .containsExactly(
                        ConsentOutcome.SUPPRESSED,
                        ConsentOutcome.REQUESTED,
                        ConsentOutcome.GRANTED,
                        ConsentOutcome.SUPPRESSED);
        assertThat(entries.get(1).getStatusAfter()).isEqualTo(ConsentStatus.OPTED_OUT);
        assertThat(entries.get(2).getReasons()).containsExactly("REQUEST_CONFIRMED", "PERSON_LIFTS");
        assertThat(Objects.requireNonNull(entries.get(3).getEmail()).getSuppressionAfter())
                .isEqualTo(EmailSuppressionReason.UNSUBSCRIBE);
        assertThat(entries).allMatch(LedgerChain::isIntact);
    }

    @Test
    void refusedQuestionIsAFactWithoutALinkToSend() {
        unsubscribe("u1", 50);
        ask("r1", 100, false);

        ConsentChanged entry = ledger.readValuesToList().getLast();
        assertThat(entry.getOutcome()).isEqualTo(ConsentOutcome.REFUSED);
        assertThat(Objects.requireNonNull(entry.getEmail()).getConfirmUrl()).isEmpty();
        assertThat(Objects.requireNonNull(entry.getRequest()).getExpiresAt()).isNull();
        assertThat(states.readValuesToList()).hasSize(1);
        EmailView view = EmailMapper.toView(outcomes.readValue());
        assertThat(view.refusal()).isEqualTo(EmailCause.ONLY_THE_PERSON_LIFTS);
        assertThat(view.retryAt()).isNull();
    }

    @Test
    void declinedRequestIsToldWithTheTimeFromWhichTheAddressMayBeAsked() {
        ask("r1", 100, false);
        answer("r1", 200, false);
        ask("r2", 300, false);

        assertThat(ledger.readValuesToList())
                .extracting(ConsentChanged::getOutcome)
                .containsExactly(ConsentOutcome.REQUESTED, ConsentOutcome.DECLINED, ConsentOutcome.REFUSED);
        EmailView view = EmailMapper.toView(outcomes.readValuesToList().getLast());
        assertThat(view.refusal()).isEqualTo(EmailCause.DECLINED_LATELY);
        assertThat(view.retryAt()).isEqualTo(Texts.at(200).plus(Duration.ofDays(30)));
    }

    @Test
    void whatIsRememberedOutlivesTheStore() {
        ask("r1", 100, true);
        EmailView asked = EmailMapper.toView(outcomes.readValue());

        assertThat(asked.consent().status()).isEqualTo(EmailStatus.PENDING);
        assertThat(Objects.requireNonNull(asked.consent().requests().latest()).origin())
                .isEqualTo(FORM);
        assertThat(asked.consent().requests().askedAt()).containsExactly(Texts.at(100));
        answer("r1", 200, true);
        answer("r1", 300, false);
        EmailView takenBack = EmailMapper.toView(outcomes.readValuesToList().getLast());
        assertThat(takenBack.consent().status()).isEqualTo(EmailStatus.OPTED_OUT);
        assertThat(Objects.requireNonNull(takenBack.consent().requests().latest())
                        .agreedAt())
                .isEqualTo(Texts.at(200));
    }

    private void ask(String requestId, long second, boolean byForm) {
        commands.pipeInput(TopologyFixture.awaited(
                KEY,
                EmailCommandMapper.toStored("acme", EMAIL, new Ask(requestId, Texts.at(second), FORM, byForm), LINK)));
    }

    private void answer(String requestId, long second, boolean yes) {
        commands.pipeInput(TopologyFixture.awaited(
                KEY,
                EmailCommandMapper.toStored(
                        "acme",
                        EMAIL,
                        new Answer("a" + second, Texts.at(second), requestId, yes),
                        "198.51.100.7",
                        "A browser")));
    }

    private void unsubscribe(String commandId, long second) {
        commands.pipeInput(KEY, EmailCommandMapper.toUnsubscribe(commandId, "acme", EMAIL, "", Texts.at(second)));
    }
}

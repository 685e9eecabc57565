package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.EmailChoice;
import dev.greenlight.eligibility.domain.audience.EmailStanding;
import dev.greenlight.eligibility.domain.audience.EmailStanding.Candidate;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.CustomerContacts;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.topology.CustomerAnswer;
import dev.greenlight.eligibility.topology.CustomerQuery;
import dev.greenlight.eligibility.web.EmailChoices.Asked;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Which email addresses are nobody's choice, wherever their customers are kept. */
class EmailChoicesTest {

    private static final Cause CAUSE = new Cause("change-1", Instant.ofEpochSecond(10), "front-office");
    private static final String FIRST = "ann@example.com";
    private static final String SECOND = "ann.work@example.com";

    private final CustomerQuery customers = mock();
    private final OwnerInstance owners = mock();
    private final EmailChoices choices =
            new EmailChoices(customers, owners, JsonMapper.builder().build());

    @Test
    void ofTwoAddressesOfACustomerTheSecondIsNotFirst() {
        here("c-1", FIRST);

        assertThat(choices.notFirst(request(false), List.of(new Asked(0, FIRST, "c-1"), new Asked(1, SECOND, "c-1"))))
                .containsExactly(1);
    }

    @Test
    void whatIsTheFirstOfOneOfItsCustomersMayBeWrittenTo() {
        here("c-1", FIRST);
        here("c-2", SECOND);

        assertThat(choices.notFirst(request(false), List.of(new Asked(0, SECOND, "c-1"), new Asked(0, SECOND, "c-2"))))
                .isEmpty();
    }

    @Test
    void nothingComesFirstWhereNothingIsShownYet() {
        when(customers.find(new CustomerKey("acme", "c-1"))).thenReturn(found(EmailChoice.NONE));

        assertThat(choices.notFirst(request(false), List.of(new Asked(0, SECOND, "c-1"))))
                .isEmpty();
    }

    @Test
    void whoeverKeepsCustomersIsAskedOnceForAllOfThem() {
        elsewhere("c-1");
        elsewhere("c-2");
        answer(200, "{\"results\":[{\"allowed\":false},{\"allowed\":true}]}");

        assertThat(choices.notFirst(request(false), List.of(new Asked(3, SECOND, "c-1"), new Asked(5, FIRST, "c-2"))))
                .containsExactly(3);
        var body = ArgumentCaptor.forClass(byte[].class);
        verify(owners, times(1)).askForChoices(anyString(), anyInt(), anyString(), anyString(), body.capture());
        assertThat(new String(body.getValue(), StandardCharsets.UTF_8))
                .contains(SECOND)
                .contains("c-2")
                .contains("email-marketing");
    }

    @Test
    void nothingIsSaidWhenSomebodyDoesNotKnow() {
        elsewhere("c-1");
        List<Asked> asked = List.of(new Asked(0, FIRST, "c-1"));

        answer(503, "{}");
        assertThatThrownBy(() -> choices.notFirst(request(false), asked)).isInstanceOf(ProblemException.class);
        answer(200, "{\"results\":[]}");
        assertThatThrownBy(() -> choices.notFirst(request(false), asked)).isInstanceOf(ProblemException.class);
        // asked by another instance, which thinks that the customer is kept here
        assertThatThrownBy(() -> choices.notFirst(request(true), asked)).isInstanceOf(ProblemException.class);
        when(customers.find(any())).thenReturn(new CustomerAnswer.NotNow());
        assertThatThrownBy(() -> choices.notFirst(request(false), asked)).isInstanceOf(ProblemException.class);
    }

    private void here(String customerId, String first) {
        var candidate = new Candidate(first, "m-1", null, 0, CAUSE.at(), null);
        EmailChoice choice = EmailChoice.NONE
                .hear(new EmailStanding(first, candidate, List.of(), CAUSE))
                .choice();
        when(customers.find(new CustomerKey("acme", customerId))).thenReturn(found(choice));
    }

    private void elsewhere(String customerId) {
        when(customers.find(new CustomerKey("acme", customerId)))
                .thenReturn(new CustomerAnswer.KeptElsewhere("there", 8084));
    }

    private void answer(int status, String body) {
        when(owners.askForChoices(anyString(), anyInt(), anyString(), anyString(), any()))
                .thenReturn(ResponseEntity.status(status).body(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static CustomerAnswer found(EmailChoice choice) {
        return new CustomerAnswer.Found(CustomerContacts.NONE, choice, DirectMail.NONE);
    }

    private static Checker.Request request(boolean forChoices) {
        return new Checker.Request(
                "acme", "/v1/tenants/acme/eligibility:check", "Bearer key", forChoices, forChoices, new byte[0]);
    }
}

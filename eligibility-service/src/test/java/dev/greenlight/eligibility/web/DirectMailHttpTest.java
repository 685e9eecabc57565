package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.eligibility.domain.audience.Addressee;
import dev.greenlight.eligibility.domain.audience.CustomerMail;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.contact.PostalAddress;
import dev.greenlight.eligibility.mapping.DirectMailMapper;
import dev.greenlight.eligibility.topology.ContactQuery;
import dev.greenlight.eligibility.topology.CustomerQuery;
import dev.greenlight.eligibility.topology.EligibilityTopology;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an office asks about post, and is answered. */
class DirectMailHttpTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HostInfo SELF = new HostInfo("here", 8084);
    private static final PostalAddress HOME =
            new PostalAddress("12 Example Street", null, "San Francisco", "CA", "94103", "US");

    private final KafkaStreams customerLane = mock();
    private final KafkaStreams audienceLane = mock();
    private DirectMail mail = DirectMail.NONE;

    @BeforeEach
    void run() {
        ReadOnlyKeyValueStore<CustomerKey, Object> mails = mock();
        when(mails.get(any())).thenAnswer(call -> DirectMailMapper.toStore(mail));
        ReadOnlyKeyValueStore<CustomerKey, Object> others = mock();
        when(customerLane.state()).thenReturn(KafkaStreams.State.RUNNING);
        when(customerLane.queryMetadataForKey(any(), any(CustomerKey.class), any(Serializer.class)))
                .thenReturn(new KeyQueryMetadata(SELF, Set.of(), 0));
        when(customerLane.store(any())).thenAnswer(call -> {
            StoreQueryParameters<?> asked = call.getArgument(0);
            return asked.storeName().equals(EligibilityTopology.DIRECT_MAIL_STORE) ? mails : others;
        });
        // a question about post must not wait for those who keep addresses
        when(audienceLane.state()).thenReturn(KafkaStreams.State.REBALANCING);
    }

    @Test
    void ofAMemberEveryConditionIsExplainedWithWhatSetIt() throws Exception {
        record(1, false, HOME);

        JsonNode answer =
                ask("customer=c-1&audience=direct-mail").path("audiences").path(0);

        assertThat(answer.path("audience").stringValue()).isEqualTo("direct-mail");
        assertThat(answer.path("eligible").booleanValue()).isTrue();
        assertThat(answer.path("memberSince").stringValue()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(answer.path("contactMethods").size()).isZero();
        assertThat(conditions(answer))
                .containsExactly(
                        "customer-record passed",
                        "active-customer passed",
                        "valid-postal-address passed",
                        "do-not-mail-off passed",
                        "do-not-service-off passed");
        assertThat(answer.path("conditions").path(2).path("explanation").stringValue())
                .isEqualTo("The customer has a postal address that post can be delivered to.");
        assertThat(answer.path("conditions").path(2).path("setBy").toString())
                .isEqualTo("{\"eventId\":\"change-1\",\"at\":\"1970-01-01T00:00:01Z\",\"by\":\"front-office\"}");
    }

    @Test
    void everyReasonAgainstSaysWhatWouldHelpAndWhoSetIt() throws Exception {
        record(1, false, HOME);
        record(2, true, null);

        JsonNode answer =
                ask("customer=c-1&audience=direct-mail").path("audiences").path(0);

        assertThat(answer.path("eligible").booleanValue()).isFalse();
        assertThat(answer.has("memberSince")).isFalse();
        assertThat(conditions(answer))
                .containsExactly(
                        "customer-record passed",
                        "active-customer passed",
                        "valid-postal-address failed",
                        "do-not-mail-off failed",
                        "do-not-service-off passed");
        JsonNode address = answer.path("conditions").path(2);
        assertThat(address.path("exclusion").stringValue()).isEqualTo("NO_VALID_POSTAL_ADDRESS");
        assertThat(address.path("remedy").stringValue()).startsWith("Put the whole postal address");
        assertThat(address.path("setBy").path("eventId").stringValue()).isEqualTo("change-2");
        assertThat(answer.path("conditions").path(3).path("remedy").stringValue())
                .contains("if the customer agrees");
        assertThat(answer.path("conditions").path(0).has("remedy")).isFalse();
    }

    @Test
    void ofACustomerThatNobodyKnowsTheRestIsNotKnown() throws Exception {
        JsonNode answer =
                ask("customer=c-9&audience=direct-mail").path("audiences").path(0);

        assertThat(answer.path("eligible").booleanValue()).isFalse();
        assertThat(conditions(answer))
                .containsExactly(
                        "customer-record failed",
                        "active-customer not-known",
                        "valid-postal-address not-known",
                        "do-not-mail-off not-known",
                        "do-not-service-off not-known");
        assertThat(answer.path("conditions").path(1).path("explanation").stringValue())
                .isEqualTo("Not known, because the company has no such customer record.");
    }

    @Test
    void aQuestionAboutEveryAudienceIsOneAboutPostToo() throws Exception {
        record(1, false, HOME);

        assertThat(ask("customer=c-1")
                        .path("audiences")
                        .valueStream()
                        .map(each -> each.path("audience").stringValue()))
                .containsExactly(
                        "sms-marketing", "sms-transactional", "email-marketing", "unsold-estimates", "direct-mail");
    }

    @Test
    void anAddressIsNotAskedAboutPost() throws Exception {
        MockHttpServletResponse response = send("address=%2B15555550123&audience=direct-mail");

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString())
                .contains("https://greenlight.dev/problems/audience-of-customers", "customer=");
    }

    @Test
    void whileCustomersAreBeingRestoredNothingIsSaid() throws Exception {
        record(1, false, HOME);
        when(customerLane.state()).thenReturn(KafkaStreams.State.REBALANCING);

        assertThat(send("customer=c-1&audience=direct-mail").getStatus()).isEqualTo(503);
    }

    private void record(long revision, boolean doNotMail, @Nullable PostalAddress address) {
        var addressee = address == null ? null : new Addressee("Ann", address, null);
        var cause = new Cause("change-" + revision, Instant.ofEpochSecond(revision), "front-office");
        mail = mail.hear(new CustomerMail(revision, true, doNotMail, false, addressee), cause)
                .mail();
    }

    private static List<String> conditions(JsonNode answer) {
        JsonNode conditions = answer.path("conditions");
        return IntStream.range(0, conditions.size())
                .mapToObj(conditions::path)
                .map(each -> each.path("condition").stringValue()
                        + ' '
                        + each.path("outcome").stringValue())
                .toList();
    }

    private JsonNode ask(String question) throws Exception {
        MockHttpServletResponse response = send(question);
        assertThat(response.getStatus()).isEqualTo(200);
        return JSON.readTree(response.getContentAsByteArray());
    }

    private MockHttpServletResponse send(String question) throws Exception {
        var explainer = new Explainer(
                new ContactQuery(audienceLane, SELF),
                new CustomerQuery(customerLane, SELF),
                new OwnerInstance(),
                JSON,
                Clock.systemUTC());
        return MockMvcBuilders.standaloneSetup(new EligibilityController(explainer))
                .setControllerAdvice(new ProblemAdvice())
                .build()
                .perform(MockMvcRequestBuilders.get(URI.create("/v1/tenants/acme/eligibility?" + question))
                        .principal(UsernamePasswordAuthenticationToken.authenticated(
                                "office", null, List.of(new SimpleGrantedAuthority("TENANT_acme")))))
                .andReturn()
                .getResponse();
    }
}

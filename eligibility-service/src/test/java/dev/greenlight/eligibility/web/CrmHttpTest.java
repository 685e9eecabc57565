package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.publishing.CrmPublisher;
import dev.greenlight.schemas.crm.EstimateChanged;
import dev.greenlight.schemas.crm.EstimateStatus;
import dev.greenlight.schemas.crm.JobChanged;
import dev.greenlight.schemas.crm.JobStatus;
import dev.greenlight.schemas.topic.EventHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a CRM without Kafka hands over, and is answered. */
class CrmHttpTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-07-15T16:00:00Z");
    private static final String ESTIMATE =
            "{'customerId': 'c-1', 'status': 'OPEN', 'requestedAt': '2026-07-14T09:00:00Z', 'revision': 3}";

    private final MockProducer<String, Object> log =
            new MockProducer<>(Cluster.empty(), true, null, new StringSerializer(), (topic, value) -> new byte[0]);

    @Test
    void anEstimateIsOnTheLogBeforeTheAnswer() throws Exception {
        assertThat(put("/v1/tenants/acme/estimates/e-1", ESTIMATE).getStatus()).isEqualTo(204);

        assertThat(log.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("crm.estimate-changed");
            assertThat(record.key()).isEqualTo("acme:e-1");
            assertThat(record.headers().lastHeader(EventHeaders.BULK)).isNull();
            var estimate = (EstimateChanged) record.value();
            assertThat(estimate.getCustomerId()).isEqualTo("c-1");
            assertThat(estimate.getStatus()).isEqualTo(EstimateStatus.OPEN);
            assertThat(estimate.getRequestedAt()).isEqualTo(Instant.parse("2026-07-14T09:00:00Z"));
            assertThat(estimate.getChangedAt()).isEqualTo(NOW);
            assertThat(estimate.getRevision()).isEqualTo(3);
        });
    }

    @Test
    void theSameEstimateHasTheSameEventId() throws Exception {
        put("/v1/tenants/acme/estimates/e-1", ESTIMATE);
        put("/v1/tenants/acme/estimates/e-1", ESTIMATE);
        put("/v1/tenants/acme/estimates/e-2", ESTIMATE);

        List<String> ids = log.history().stream()
                .map(ProducerRecord::value)
                .map(value -> ((EstimateChanged) value).getEventId())
                .toList();
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void aJobMayBeBookedOnAnEstimateOrOnNone() throws Exception {
        String job = "{'customerId': 'c-1', 'status': 'CANCELED', 'revision': 1, 'estimateId': %s}";
        assertThat(put("/v1/tenants/acme/jobs/j-1", job.formatted("'e-1'")).getStatus())
                .isEqualTo(204);
        assertThat(put("/v1/tenants/acme/jobs/j-1", job.formatted("null")).getStatus())
                .isEqualTo(204);

        assertThat(log.history())
                .extracting(record -> ((JobChanged) record.value()).getEstimateId())
                .containsExactly("e-1", null);
        assertThat(((JobChanged) log.history().getFirst().value()).getStatus()).isEqualTo(JobStatus.CANCELED);
        assertThat(log.history().getFirst().topic()).isEqualTo("crm.job-changed");
    }

    @Test
    void everyItemOfAListHasItsResult() throws Exception {
        String list = "{'items': [%s, %s, 7]}"
                .formatted(
                        ESTIMATE.replace("{", "{'estimateId': 'e-1', "), ESTIMATE.replace("{", "{'estimateId': ':', "));
        MockHttpServletResponse answer = send(HttpMethod.POST, "/v1/tenants/acme/estimates:bulk", list);

        assertThat(answer.getContentAsString())
                .isEqualTo("{\"results\":[{\"id\":\"e-1\"},{\"error\":\"bad-estimate\"},"
                        + "{\"error\":\"bad-estimate\"}]}");
        assertThat(log.history())
                .singleElement()
                .satisfies(record ->
                        assertThat(EventHeaders.isBulk(record.headers())).isTrue());
    }

    @Test
    void aListOfJobsIsTakenToo() throws Exception {
        String list = "{'items': [{'jobId': 'j-1', 'customerId': 'c-1', 'status': 'HOLD', 'revision': 1}]}";

        assertThat(send(HttpMethod.POST, "/v1/tenants/acme/jobs:bulk", list).getContentAsString())
                .isEqualTo("{\"results\":[{\"id\":\"j-1\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'customerId': 'c-1'|'customerId': 'c:1'|bad-customer",
                "'customerId': 'c-1'|'customerId': 7|bad-customer",
                "'status': 'OPEN'|'status': 'UNKNOWN'|bad-status",
                "'status': 'OPEN'|'status': null|bad-status",
                "2026-07-14T09:00:00Z|2026-07-15T16:06:00Z|bad-time",
                "2026-07-14T09:00:00Z|yesterday|bad-time",
                "'revision': 3|'revision': 0|bad-revision",
                "'revision': 3|'revision': '3'|bad-revision"
            })
    void whatIsNoEstimateIsRefusedAndNotStored(String right, String wrong, String error) throws Exception {
        String item = ESTIMATE.replace(right, wrong);

        MockHttpServletResponse refused = put("/v1/tenants/acme/estimates/e-1", item);
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(type(refused)).endsWith("/bad-estimate");
        String list = "{'items': [" + item.replace("{", "{'estimateId': 'e-1', ") + "]}";
        assertThat(send(HttpMethod.POST, "/v1/tenants/acme/estimates:bulk", list)
                        .getContentAsString())
                .isEqualTo("{\"results\":[{\"id\":\"e-1\",\"error\":\"" + error + "\"}]}");
        assertThat(log.history()).isEmpty();
    }

    @Test
    void whatIsNoListIsRefused() throws Exception {
        String tooMany = "{'items': [" + "7,".repeat(CrmController.MOST_ITEMS) + "7]}";
        for (String body : List.of("", "[]", "{}", "{'items': []}", "{'items': 7}", "{", tooMany)) {
            MockHttpServletResponse refused = send(HttpMethod.POST, "/v1/tenants/acme/jobs:bulk", body);
            assertThat(refused.getStatus()).isEqualTo(400);
            assertThat(type(refused)).endsWith("/bad-crm-list");
        }
    }

    @Test
    void whereTheLogTakesNothingTheCrmIsToldToComeAgain() throws Exception {
        log.sendException = new TimeoutException("no log");

        MockHttpServletResponse answer = put("/v1/tenants/acme/estimates/e-1", ESTIMATE);

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
        assertThat(type(answer)).endsWith("/not-stored");
    }

    @Test
    void anotherCompanyDoesNotExist() throws Exception {
        assertThat(put("/v1/tenants/other/estimates/e-1", ESTIMATE).getStatus()).isEqualTo(404);
        assertThat(log.history()).isEmpty();
    }

    private MockHttpServletResponse put(String path, String body) throws Exception {
        return send(HttpMethod.PUT, path, body);
    }

    private MockHttpServletResponse send(HttpMethod method, String path, String body) throws Exception {
        return MockMvcBuilders.standaloneSetup(
                        new CrmController(new CrmPublisher(() -> log), JSON, Clock.fixed(NOW, ZoneOffset.UTC)))
                .setControllerAdvice(new ProblemAdvice())
                .build()
                .perform(MockMvcRequestBuilders.request(method, path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body.replace('\'', '"'))
                        .principal(UsernamePasswordAuthenticationToken.authenticated(
                                "crm", null, List.of(new SimpleGrantedAuthority("TENANT_acme")))))
                .andReturn()
                .getResponse();
    }

    private static String type(MockHttpServletResponse answer) throws Exception {
        JsonNode problem = JSON.readTree(answer.getContentAsString());
        return problem.path("type").stringValue();
    }
}

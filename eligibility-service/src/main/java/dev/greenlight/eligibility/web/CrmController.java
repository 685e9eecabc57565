package dev.greenlight.eligibility.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.greenlight.eligibility.publishing.CrmPublisher;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes estimates and jobs from a CRM that speaks no Kafka, and answers when they are on the log. */
@RestController
final class CrmController {

    static final int MOST_ITEMS = 10_000;

    /** That many items with every field at its longest. */
    private static final int MOST_BYTES = 8 << 20;

    private final CrmPublisher publisher;
    private final JsonMapper json;
    private final Clock clock;

    CrmController(CrmPublisher publisher, JsonMapper json, Clock clock) {
        this.publisher = publisher;
        this.json = json;
        this.clock = clock;
    }

    /** One kind of thing that a CRM has. */
    @FunctionalInterface
    private interface Reader {
        CrmItem read(String tenant, @Nullable String id, JsonNode item, Instant now);
    }

    /**
     * What became of one item.
     *
     * @param error why it was not taken; null where it was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(@Nullable String id, @Nullable String error) {}

    /** In the order of the request. */
    record Results(List<Result> results) {}

    @PutMapping(path = "/v1/tenants/{tenant}/estimates/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void estimate(
            @PathVariable String tenant, @PathVariable String id, Authentication caller, HttpServletRequest request)
            throws IOException {
        one(tenant, id, caller, request, CrmItem::estimate, Problem.BAD_ESTIMATE);
    }

    @PutMapping(path = "/v1/tenants/{tenant}/jobs/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void job(@PathVariable String tenant, @PathVariable String id, Authentication caller, HttpServletRequest request)
            throws IOException {
        one(tenant, id, caller, request, CrmItem::job, Problem.BAD_JOB);
    }

    @PostMapping(path = "/v1/tenants/{tenant}/estimates:bulk", consumes = MediaType.APPLICATION_JSON_VALUE)
    Results estimates(@PathVariable String tenant, Authentication caller, HttpServletRequest request)
            throws IOException {
        return all(tenant, caller, request, CrmItem::estimate);
    }

    @PostMapping(path = "/v1/tenants/{tenant}/jobs:bulk", consumes = MediaType.APPLICATION_JSON_VALUE)
    Results jobs(@PathVariable String tenant, Authentication caller, HttpServletRequest request) throws IOException {
        return all(tenant, caller, request, CrmItem::job);
    }

    private void one(
            String tenant, String id, Authentication caller, HttpServletRequest request, Reader reader, Problem problem)
            throws IOException {
        require(tenant, caller);
        CrmItem item = reader.read(tenant, id, body(request, problem), now());
        if (item.fact() == null) {
            throw new ProblemException(problem);
        }
        publish(List.of(item), false);
    }

    private Results all(String tenant, Authentication caller, HttpServletRequest request, Reader reader)
            throws IOException {
        require(tenant, caller);
        JsonNode asked = body(request, Problem.BAD_CRM_LIST).path("items");
        if (!asked.isArray() || asked.isEmpty() || asked.size() > MOST_ITEMS) {
            throw new ProblemException(Problem.BAD_CRM_LIST);
        }
        Instant now = now();
        var items = new ArrayList<CrmItem>(asked.size());
        asked.forEach(item -> items.add(reader.read(tenant, null, item, now)));
        publish(items, true);
        return new Results(
                items.stream().map(item -> new Result(item.id(), item.error())).toList());
    }

    private void publish(List<CrmItem> items, boolean bulk) {
        var facts = items.stream().map(CrmItem::fact).filter(Objects::nonNull).toList();
        if (!publisher.publish(facts, bulk)) {
            throw new ProblemException(Problem.NOT_STORED);
        }
    }

    private JsonNode body(HttpServletRequest request, Problem problem) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new ProblemException(Problem.TOO_LARGE);
        }
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw new ProblemException(problem);
        }
    }

    private static void require(String tenant, Authentication caller) {
        TenantAccess.require(caller, tenant);
        if (!TopicKeys.isTenant(tenant)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

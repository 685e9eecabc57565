package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.MergeStep.Begin;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.web.CustomerController.CustomerBody;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Two records of one customer become one. */
@RestController
final class CustomerMergeController {

    private static final String INTO = "into";
    private static final int LONGEST_ID = 64;

    private final CommandPublisher commands;
    private final JsonMapper json;
    private final Clock clock;

    CustomerMergeController(CommandPublisher commands, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping(
            path = "/v1/tenants/{tenant}/customers/{customerId}:merge",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> merge(
            @PathVariable String tenant,
            @PathVariable String customerId,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        if (!TopicKeys.isCustomerId(customerId)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        CommandRequest headers = CommandRequest.of(request);
        JsonFields fields = JsonFields.of(request, json).allowOnly(Set.of(INTO));
        fields.require(INTO);
        String into = fields.text(INTO, LONGEST_ID);
        if (into != null && !TopicKeys.isCustomerId(into)) {
            fields.add(INTO, "must be the id of a customer");
        }
        fields.check();
        var step = new Begin(
                headers.commandId(),
                headers.onlyRevision(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                caller.name(),
                Objects.requireNonNull(into));
        return CommandResponses.of(
                commands.ask(tenant, customerId, step),
                "/v1/tenants/" + tenant + "/customers/" + customerId,
                "customer",
                customer -> CustomerBody.of(customerId, customer),
                Customer::revision);
    }
}

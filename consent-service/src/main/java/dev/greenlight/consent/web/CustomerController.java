package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.customer.ContactMethod;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.PostalAddress;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.topology.StateQueries;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Customer records. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/customers/{customerId}")
final class CustomerController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final CommandPublisher commands;
    private final StateQueries queries;
    private final OwnerRouting routing;
    private final JsonMapper json;
    private final Clock clock;

    CustomerController(
            CommandPublisher commands, StateQueries queries, OwnerRouting routing, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.routing = routing;
        this.json = json;
        this.clock = clock;
    }

    /** A customer as the office sees it. */
    record CustomerBody(
            String customerId,
            long revision,
            String name,
            boolean active,
            String customerType,
            @Nullable String language,
            boolean doNotMail,
            boolean doNotService,
            boolean doNotSendPromotionalEmails,
            List<String> tags,
            List<ContactMethod> contactMethods,
            @Nullable PostalAddress address,
            @Nullable String portalLink,
            @Nullable String mergedToId,
            Instant changedAt,
            String changedBy) {

        static CustomerBody of(String customerId, Customer customer) {
            var details = customer.details();
            return new CustomerBody(
                    customerId,
                    customer.revision(),
                    details.name(),
                    details.active(),
                    details.type().name(),
                    details.language(),
                    details.doNotMail(),
                    details.doNotService(),
                    details.doNotSendPromotionalEmails(),
                    details.tags(),
                    details.contactMethods(),
                    details.address(),
                    details.portalLink(),
                    customer.mergedToId(),
                    customer.changedAt(),
                    customer.changedBy());
        }
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> put(
            @PathVariable String tenant,
            @PathVariable String customerId,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        return ask(tenant, customerId, Kind.REPLACE, caller, request);
    }

    @PatchMapping(consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<?> patch(
            @PathVariable String tenant,
            @PathVariable String customerId,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        return ask(tenant, customerId, Kind.MERGE, caller, request);
    }

    @GetMapping
    ResponseEntity<?> get(@PathVariable String tenant, @PathVariable String customerId, HttpServletRequest request) {
        return routing.answer(queries.customer(tenant, customerId), request, customer -> {
            if (customer == null) {
                throw new ProblemException(Problem.NOT_FOUND);
            }
            return ResponseEntity.ok()
                    .eTag(Long.toString(customer.revision()))
                    .body(CustomerBody.of(customerId, customer));
        });
    }

    private ResponseEntity<?> ask(
            String tenant, String customerId, Kind kind, Caller caller, HttpServletRequest request) throws IOException {
        if (!TopicKeys.isCustomerId(customerId)) {
            throw ProblemException.of("customerId", "must be 1 to 64 letters, digits, dots, hyphens and underscores");
        }
        CommandRequest headers = CommandRequest.of(request);
        var command = new CustomerCommand(
                headers.commandId(),
                kind,
                headers.onlyRevision(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                caller.name(),
                CustomerRequests.read(JsonFields.of(request, json), kind));
        if (queries.namesErased(tenant, command)) {
            throw new ProblemException(Problem.ADDRESS_ERASED);
        }
        return CommandResponses.of(
                commands.ask(tenant, customerId, command),
                request.getRequestURI(),
                "customer",
                customer -> CustomerBody.of(customerId, customer),
                Customer::revision);
    }
}

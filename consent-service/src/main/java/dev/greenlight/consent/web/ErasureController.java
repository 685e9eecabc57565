package dev.greenlight.consent.web;

import dev.greenlight.consent.mapping.Pseudonyms;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.topology.StateQueries;
import dev.greenlight.consent.web.CustomerController.CustomerBody;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Forgets people who want to be forgotten (GDPR Art. 17 and its like). Nobody can undo it. */
@RestController
final class ErasureController {

    private static final Logger log = LoggerFactory.getLogger(ErasureController.class);

    private static final String ADDRESSES = "addresses";
    private static final String CUSTOMERS = "customers";
    private static final String KEEP = "keep";
    private static final int MOST = 100;

    private final CommandPublisher commands;
    private final StateQueries queries;
    private final OwnerRouting routing;
    private final Pseudonyms pseudonyms;
    private final JsonMapper json;
    private final Clock clock;

    ErasureController(
            CommandPublisher commands,
            StateQueries queries,
            OwnerRouting routing,
            Pseudonyms pseudonyms,
            JsonMapper json,
            Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.routing = routing;
        this.pseudonyms = pseudonyms;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What is forgotten.
     *
     * @param addresses phone numbers and email addresses
     * @param customers ids of customers
     */
    record ErasedBody(List<String> addresses, List<String> customers) {}

    /** Addresses first: where something fails on the way, the customers that lead to the others are still there. */
    @PostMapping(path = "/v1/tenants/{tenant}/erasures", consumes = MediaType.APPLICATION_JSON_VALUE)
    ErasedBody erase(@PathVariable String tenant, @AuthenticationPrincipal Caller caller, HttpServletRequest request)
            throws IOException {
        if (!pseudonyms.canBeMade()) {
            throw new ProblemException(Problem.ERASURE_NOT_CONFIGURED);
        }
        CommandRequest headers = CommandRequest.of(request);
        JsonFields fields = JsonFields.of(request, json).allowOnly(Set.of(ADDRESSES, CUSTOMERS, KEEP));
        Set<String> addresses = addresses(fields, ADDRESSES);
        Set<String> keep = addresses(fields, KEEP);
        Set<String> customers = customers(fields);
        if (addresses.isEmpty() && customers.isEmpty()) {
            fields.add(ADDRESSES, "must name somebody, or customers must");
        }
        fields.check();
        for (String customer : customers) {
            addresses.addAll(addressesOf(tenant, customer, request));
        }
        addresses.removeAll(keep);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (String address : addresses) {
            check(commands.eraseAddress(headers.commandId(), tenant, address, pseudonyms.of(tenant, address), now));
        }
        for (String customer : customers) {
            check(commands.eraseCustomer(headers.commandId(), tenant, customer, now));
        }
        // the only thing that says who asked for it: whatever stands on the ledger about it is erased too
        log.info(
                "{} had {} addresses and {} customers of {} erased",
                caller.name(),
                addresses.size(),
                customers.size(),
                tenant);
        return new ErasedBody(List.copyOf(addresses), List.copyOf(customers));
    }

    private static Set<String> addresses(JsonFields fields, String name) {
        Set<String> addresses = new LinkedHashSet<>();
        for (String text : given(fields.texts(name, MOST, EmailAddresses.LONGEST))) {
            if (text.startsWith("+")) {
                if (Addresses.isPhoneNumber(text)) {
                    addresses.add(text);
                } else {
                    fields.add(name, Addresses.NUMBER_RULE);
                }
                continue;
            }
            switch (EmailAddresses.read(text)) {
                case EmailReading.Address address -> addresses.add(address.canonical());
                case EmailReading.Refused refused ->
                    fields.add(name, "must be phone numbers with + in front, or email addresses");
            }
        }
        return addresses;
    }

    private static Set<String> customers(JsonFields fields) {
        Set<String> customers = new LinkedHashSet<>(given(fields.texts(CUSTOMERS, MOST, 64)));
        if (!customers.stream().allMatch(TopicKeys::isCustomerId)) {
            fields.add(CUSTOMERS, "must be ids of customers");
        }
        return customers;
    }

    private static List<String> given(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts;
    }

    /** Those of a customer that is there; of another one nothing is known. */
    private List<String> addressesOf(String tenant, String customerId, HttpServletRequest request) {
        JsonNode customer;
        try {
            customer = routing.read(
                    queries.customer(tenant, customerId),
                    "/v1/tenants/" + tenant + "/customers/" + customerId,
                    request,
                    found -> CustomerBody.of(customerId, found));
        } catch (ProblemException e) {
            if (e.problem() == Problem.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
        List<String> addresses = new ArrayList<>();
        customer.path("contactMethods")
                .forEach(method -> addresses.add(method.path("value").asString()));
        return addresses;
    }

    /** Doing it again does no harm, so whoever asks is told to ask again. */
    private static void check(CommandResult<Boolean> result) {
        if (!(result instanceof Decided)) {
            throw new ProblemException(Problem.LOG_UNAVAILABLE);
        }
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.consent.OptInAsk;
import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.consent.OptOutMeans;
import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.mapping.OptInMapper;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.topology.StateQueries;
import dev.greenlight.consent.web.CustomerController.CustomerBody;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The switch for texts on a customer's record. Turned on it asks the person, and grants nothing; turned off it is an
 * opt-out that the customer told the office.
 */
@RestController
@RequestMapping("/v1/tenants/{tenant}/customers/{customerId}/contact-methods/{contactMethodId}/sms-consent")
final class SmsConsentController {

    private static final String SMS_CONSENT = "smsConsent";

    private final CommandPublisher commands;
    private final StateQueries queries;
    private final OwnerRouting routing;
    private final JsonMapper json;
    private final Clock clock;

    SmsConsentController(
            CommandPublisher commands, StateQueries queries, OwnerRouting routing, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.routing = routing;
        this.json = json;
        this.clock = clock;
    }

    /** Where the switch is turned to. */
    enum Position {
        YES,
        NO
    }

    /**
     * Where the switch stands.
     *
     * @param smsConsent YES where the person has agreed, PENDING where the person was asked, else NO
     */
    record SwitchBody(String smsConsent, JsonNode consent) {

        static SwitchBody of(JsonNode consent) {
            String shown = switch (consent.path("status").asString()) {
                case "OPTED_IN" -> "YES";
                case "PENDING" -> "PENDING";
                default -> "NO";
            };
            return new SwitchBody(shown, consent);
        }
    }

    /** A mobile number on a record. */
    private record Mobile(JsonNode customer, String number) {

        /** @throws ProblemException where the record is not one that anything is done with */
        Mobile inUse() {
            if (!customer.path("mergedToId").isNull()) {
                throw new ProblemException(Problem.MERGED);
            }
            if (!customer.path("active").asBoolean()) {
                throw new ProblemException(Problem.CUSTOMER_NOT_ACTIVE);
            }
            return this;
        }
    }

    @GetMapping
    SwitchBody get(
            @PathVariable String tenant,
            @PathVariable String customerId,
            @PathVariable String contactMethodId,
            HttpServletRequest request) {
        String number = mobile(tenant, customerId, contactMethodId, request).number();
        return SwitchBody.of(routing.read(
                queries.consent(tenant, number, clock.instant()),
                ConsentController.path(tenant, number),
                request,
                view -> ConsentBody.of(number, view)));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> turn(
            @PathVariable String tenant,
            @PathVariable String customerId,
            @PathVariable String contactMethodId,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        CommandRequest headers = CommandRequest.of(request);
        Position position = position(JsonFields.of(request, json));
        Mobile mobile = mobile(tenant, customerId, contactMethodId, request).inUse();
        String evidence = "Customer " + customerId + ", contact method " + contactMethodId + ", revision "
                + mobile.customer().path("revision").asLong() + ": SMS consent turned to " + position + ".";
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String number = mobile.number();
        return switch (position) {
            case YES -> ask(tenant, number, headers.commandId(), evidence, caller, now);
            case NO -> stop(tenant, number, headers.commandId(), evidence, caller, now);
        };
    }

    private ResponseEntity<?> ask(
            String tenant, String number, String commandId, String evidence, Caller caller, Instant now) {
        var origin = new Origin(OptInSource.CUSTOMER_SWITCH, "", evidence, caller.name());
        return CommandResponses.of(
                commands.ask(tenant, number, new OptInAsk(OptInMapper.eventId(commandId), commandId, origin, now)),
                ConsentController.path(tenant, number),
                decided -> OptInRequestController.answer(
                        number, decided.outcome(), Objects.requireNonNull(decided.after()), now));
    }

    private ResponseEntity<?> stop(
            String tenant, String number, String commandId, String evidence, Caller caller, Instant now) {
        var said = new OptOutRequests.Said(OptOutMeans.OFFICE_SWITCH, null, now, evidence);
        return CommandResponses.of(
                commands.ask(tenant, number, said.recorded(commandId, caller.name(), now)),
                ConsentController.path(tenant, number),
                decided -> OptOutController.answer(number, decided));
    }

    private static Position position(JsonFields fields) {
        fields.allowOnly(Set.of(SMS_CONSENT));
        Position position = fields.choice(SMS_CONSENT, Position.class);
        fields.require(SMS_CONSENT);
        fields.check();
        return Objects.requireNonNull(position);
    }

    /** @throws ProblemException where there is no such customer, no such contact method, or it takes no texts */
    private Mobile mobile(String tenant, String customerId, String contactMethodId, HttpServletRequest request) {
        if (!TopicKeys.isCustomerId(customerId)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        JsonNode customer = routing.read(
                queries.customer(tenant, customerId),
                "/v1/tenants/" + tenant + "/customers/" + customerId,
                request,
                found -> CustomerBody.of(customerId, found));
        for (JsonNode method : customer.path("contactMethods")) {
            if (contactMethodId.equals(method.path("contactMethodId").asString())) {
                if (!ContactMethodType.MOBILE.name().equals(method.path("type").asString())) {
                    throw new ProblemException(Problem.NOT_A_MOBILE);
                }
                return new Mobile(customer, method.path("value").asString());
            }
        }
        throw new ProblemException(Problem.NOT_FOUND);
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.ledger.Ledger;
import dev.greenlight.consent.topology.StateQueries;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is known about marketing email to an address, and the proof of it. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/consents/email/{email}")
final class EmailConsentController {

    private final StateQueries queries;
    private final OwnerRouting routing;
    private final Ledger ledger;
    private final Clock clock;

    EmailConsentController(StateQueries queries, OwnerRouting routing, Ledger ledger, Clock clock) {
        this.queries = queries;
        this.routing = routing;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<?> get(@PathVariable String tenant, @PathVariable String email, HttpServletRequest request) {
        String address = EmailAddresses.inPath(email);
        return routing.answer(
                queries.emailConsent(tenant, address),
                request,
                view -> ResponseEntity.ok(EmailConsentBody.of(address, Objects.requireNonNull(view), clock.instant())));
    }

    @GetMapping("/history")
    ConsentController.HistoryBody history(
            @PathVariable String tenant,
            @PathVariable String email,
            @RequestParam(defaultValue = "0") String cursor,
            @RequestParam(defaultValue = "50") String limit) {
        String key = TopicKeys.ofAddress(tenant, EmailAddresses.inPath(email));
        return ConsentController.history(ledger, key, cursor, limit);
    }
}

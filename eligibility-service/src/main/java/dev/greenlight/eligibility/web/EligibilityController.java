package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.topology.ContactAnswer.Found;
import dev.greenlight.eligibility.topology.ContactAnswer.KeptElsewhere;
import dev.greenlight.eligibility.topology.ContactAnswer.NotNow;
import dev.greenlight.eligibility.topology.ContactQuery;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why is this address in the audience, or why not? */
@RestController
final class EligibilityController {

    private final ContactQuery contacts;
    private final OwnerInstance owners;
    private final Clock clock;

    EligibilityController(ContactQuery contacts, OwnerInstance owners, Clock clock) {
        this.contacts = contacts;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * @param address a phone number in E.164 form, or an email address
     * @param audience one audience; all of them when missing
     */
    @GetMapping("/v1/tenants/{tenant}/eligibility")
    ResponseEntity<Object> explain(
            @PathVariable String tenant,
            @RequestParam String address,
            @RequestParam(required = false) @Nullable String audience,
            Authentication caller,
            HttpServletRequest request) {
        TenantAccess.require(caller, tenant);
        if (!TopicKeys.isTenant(tenant)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        List<Audience> asked = audience == null ? List.of(Audience.values()) : List.of(audienceOf(audience));
        String parsed = Address.parse(address).orElseThrow(() -> new ProblemException(Problem.BAD_ADDRESS));
        var key = new ContactKey(tenant, parsed);
        return switch (contacts.find(key)) {
            case Found found ->
                ResponseEntity.ok(Explanation.of(key, found.contact(), found.settings(), asked, clock.instant()));
            case KeptElsewhere owner -> forward(owner, request);
            case NotNow notNow -> Problem.NOT_READY.response();
        };
    }

    private ResponseEntity<Object> forward(KeptElsewhere owner, HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (request.getHeader(OwnerInstance.FORWARDED) != null || authorization == null) {
            // the instances disagree about who keeps it, for as long as it moves
            return Problem.NOT_READY.response();
        }
        String pathAndQuery = request.getRequestURI() + '?' + request.getQueryString();
        return owners.ask(owner.host(), owner.port(), pathAndQuery, authorization);
    }

    private static Audience audienceOf(String code) {
        return Audience.of(code).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_AUDIENCE));
    }
}

package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.web.Explainer.Question;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why is this address or this customer in the audience, or why not? */
@RestController
final class EligibilityController {

    private final Explainer explainer;

    EligibilityController(Explainer explainer) {
        this.explainer = explainer;
    }

    /**
     * @param address a phone number in E.164 form, or an email address
     * @param audience one audience of addresses; all of them when missing
     */
    @GetMapping(path = "/v1/tenants/{tenant}/eligibility", params = "!customer")
    EligibilityAnswer explainAddress(
            @PathVariable String tenant,
            @RequestParam String address,
            @RequestParam(required = false) @Nullable String audience,
            Authentication caller,
            HttpServletRequest request) {
        requireTenant(caller, tenant);
        if (DirectMail.CODE.equals(audience)) {
            throw new ProblemException(Problem.AUDIENCE_OF_CUSTOMERS);
        }
        List<Audience> asked = audiencesOf(audience);
        String parsed = Address.parse(address).orElseThrow(() -> new ProblemException(Problem.BAD_ADDRESS));
        return explainer.ofAddress(new ContactKey(tenant, parsed), question(asked, false, request));
    }

    /**
     * @param customer the id of a customer
     * @param audience one audience; all of them when missing
     */
    @GetMapping(
            path = "/v1/tenants/{tenant}/eligibility",
            params = {"customer", "!address"})
    CustomerEligibilityAnswer explainCustomer(
            @PathVariable String tenant,
            @RequestParam String customer,
            @RequestParam(required = false) @Nullable String audience,
            Authentication caller,
            HttpServletRequest request) {
        requireTenant(caller, tenant);
        List<Audience> asked = DirectMail.CODE.equals(audience) ? List.of() : audiencesOf(audience);
        boolean directMail = audience == null || asked.isEmpty();
        if (!TopicKeys.isCustomerId(customer)) {
            throw new ProblemException(Problem.INVALID_REQUEST);
        }
        return explainer.ofCustomer(new CustomerKey(tenant, customer), question(asked, directMail, request));
    }

    private static void requireTenant(Authentication caller, String tenant) {
        TenantAccess.require(caller, tenant);
        if (!TopicKeys.isTenant(tenant)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }

    private static Question question(List<Audience> asked, boolean directMail, HttpServletRequest request) {
        return new Question(
                asked,
                directMail,
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), ""),
                request.getHeader(OwnerInstance.FORWARDED) != null);
    }

    private static List<Audience> audiencesOf(@Nullable String code) {
        return code == null
                ? List.of(Audience.values())
                : List.of(Audience.of(code).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_AUDIENCE)));
    }
}

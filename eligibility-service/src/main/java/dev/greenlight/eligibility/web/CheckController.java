package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** May these messages be sent right now? */
@RestController
final class CheckController {

    /** Ten thousand items with every field at its longest. */
    static final int MOST_BYTES = 8 << 20;

    private final Checker checker;
    private final PlaceDirectory places;

    CheckController(Checker checker, PlaceDirectory places) {
        this.checker = checker;
        this.places = places;
    }

    @PostMapping(path = "/v1/tenants/{tenant}/eligibility:check", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> check(@PathVariable String tenant, Authentication caller, HttpServletRequest request)
            throws IOException {
        TenantAccess.require(caller, tenant);
        if (!TopicKeys.isTenant(tenant)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new ProblemException(Problem.TOO_LARGE);
        }
        String forwarded = request.getHeader(OwnerInstance.FORWARDED);
        var asked = new Checker.Request(
                tenant,
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), ""),
                forwarded != null,
                OwnerInstance.FOR_CHOICES.equals(forwarded),
                body);
        List<CheckItem> items = CheckRequest.parse(body, places);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(asked.forChoices() ? checker.checkChoices(asked, items) : checker.check(asked, items));
    }
}

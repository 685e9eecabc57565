package dev.greenlight.consent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.greenlight.consent.mapping.EmailCommandMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Gives campaign engines the links that they have to put into emails, by RFC 8058. */
@RestController
final class UnsubscribeLinkController {

    private static final String LIST = "list";
    private static final Pattern LIST_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final UnsubscribeLinks links;
    private final JsonMapper json;

    UnsubscribeLinkController(UnsubscribeLinks links, JsonMapper json) {
        this.links = links;
        this.json = json;
    }

    /** One answer for each address, in their order. */
    record LinksBody(List<LinkAnswer> links) {}

    /**
     * One address.
     *
     * @param email as it was sent
     * @param url null where the address is none
     * @param headers of the email, by their names
     * @param errors what is wrong with the address
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record LinkAnswer(String email, @Nullable String url, Map<String, String> headers, List<FieldError> errors) {

        private static LinkAnswer of(String email, String url) {
            var headers =
                    Map.of("List-Unsubscribe", "<" + url + ">", "List-Unsubscribe-Post", EmailCommandMapper.ONE_CLICK);
            return new LinkAnswer(email, url, headers, List.of());
        }
    }

    @PostMapping(path = "/v1/tenants/{tenant}/email-suppressions:links", consumes = MediaType.APPLICATION_JSON_VALUE)
    LinksBody links(@PathVariable String tenant, HttpServletRequest request) throws IOException {
        if (!links.canBeMade()) {
            throw new ProblemException(Problem.LINKS_NOT_CONFIGURED);
        }
        EmailListRequest body = EmailListRequest.of(request, json, Set.of(LIST));
        String list = body.fields().text(LIST, 64);
        if (list != null && !LIST_NAME.matcher(list).matches()) {
            body.fields().add(LIST, "must be 1 to 64 letters, digits, dots, hyphens and underscores");
        }
        body.fields().check();
        List<LinkAnswer> answers = new ArrayList<>();
        for (int i = 0; i < body.emails().size(); i++) {
            String email = body.emails().get(i);
            answers.add(
                    switch (EmailAddresses.read(email)) {
                        case EmailReading.Address address ->
                            LinkAnswer.of(email, links.linkFor(tenant, address.canonical(), list == null ? "" : list));
                        case EmailReading.Refused refused ->
                            new LinkAnswer(
                                    email,
                                    null,
                                    Map.of(),
                                    List.of(FieldError.inBody("emails[" + i + "]", refused.rule())));
                    });
        }
        return new LinksBody(answers);
    }
}

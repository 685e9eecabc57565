package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.eligibility.topology.WhatIfQuery;
import dev.greenlight.eligibility.web.WhatIfs.Caller;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Who would be in which audience if the company set up something else? */
@RestController
final class WhatIfController {

    private static final int MOST_BYTES = 64 << 10;

    /** With some million customers whose estimates would count otherwise. */
    private static final int MOST_FORWARDED_BYTES = 64 << 20;

    private static final WhatIfQuery.Progress NOBODY_WATCHES = (looked, partitions, ofPartitions) -> {};

    private final WhatIfs whatIfs;
    private final PlaceDirectory places;
    private final JsonMapper json;

    WhatIfController(WhatIfs whatIfs, PlaceDirectory places, JsonMapper json) {
        this.whatIfs = whatIfs;
        this.places = places;
        this.json = json;
    }

    /** Answers when everything was looked at; to whoever accepts an event stream it shows how far it is until then. */
    @PostMapping(path = "/v1/tenants/{tenant}/eligibility:what-if", consumes = MediaType.APPLICATION_JSON_VALUE)
    void ask(
            @PathVariable String tenant,
            Authentication caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        TenantAccess.require(caller, tenant);
        if (!TopicKeys.isTenant(tenant)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        String forwarded = request.getHeader(OwnerInstance.FORWARDED);
        if (forwarded != null) {
            answer(forwarded(tenant, forwarded, read(request, MOST_FORWARDED_BYTES)), response);
            return;
        }
        WhatIfRequest question = WhatIfRequest.parse(read(request, MOST_BYTES), json, places);
        var who = new Caller(
                tenant,
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), ""));
        if (wantsEvents(request)) {
            stream(who, question, response);
        } else {
            answer(whatIfs.ask(who, question, NOBODY_WATCHES), response);
        }
    }

    private Object forwarded(String tenant, String purpose, byte[] body) {
        WhatIfRequest question = WhatIfRequest.parseForwarded(body, json);
        return OwnerInstance.FOR_ESTIMATES.equals(purpose)
                ? whatIfs.estimatesHere(tenant, question)
                : WhatIfShare.of(whatIfs.here(tenant, question, NOBODY_WATCHES));
    }

    private void answer(Object answer, HttpServletResponse response) throws IOException {
        byte[] body = json.writeValueAsBytes(answer);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(body);
    }

    /** What is wrong from the start is an answer of its own; what goes wrong later is the last event. */
    private void stream(Caller who, WhatIfRequest question, HttpServletResponse response) throws IOException {
        var stream = new EventStream(response.getOutputStream());
        try {
            WhatIfAnswer found = whatIfs.ask(who, question, (looked, partitions, ofPartitions) -> {
                response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
                tell(stream, "progress", new WhatIfAnswer.Progress(looked, partitions, ofPartitions));
            });
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            tell(stream, "result", found);
        } catch (ProblemException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            tell(stream, "problem", e.problem().body());
        } catch (UncheckedIOException e) {
            // whoever asked has gone, and nobody else wants to know
        }
    }

    private void tell(EventStream stream, String name, Object data) {
        try {
            stream.last(name, json.writeValueAsString(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean wantsEvents(HttpServletRequest request) {
        String accept = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
        return accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    private static byte[] read(HttpServletRequest request, int most) throws IOException {
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new ProblemException(Problem.TOO_LARGE);
        }
        return body;
    }
}

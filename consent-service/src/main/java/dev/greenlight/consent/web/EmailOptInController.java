package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.mapping.EmailLedgerMapper;
import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import dev.greenlight.consent.web.EmailOptInLinks.Sealed;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets people say by the link of an email whether they want marketing email. Looking at the link changes nothing:
 * programs that check links look at it too. Only what one of the two buttons sends is an answer.
 */
@RestController
@RequestMapping("/email-opt-in/{token}")
final class EmailOptInController {

    private static final int LARGEST = 64;
    private static final int LONGEST_AGENT = 300;

    private final EmailOptInLinks links;
    private final CommandPublisher commands;
    private final ClientAddresses clients;
    private final Clock clock;

    EmailOptInController(EmailOptInLinks links, CommandPublisher commands, ClientAddresses clients, Clock clock) {
        this.links = links;
        this.commands = commands;
        this.clients = clients;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<byte[]> ask(@PathVariable String token) {
        Sealed sealed = links.open(token);
        if (sealed == null) {
            return UnsubscribePages.notFound();
        }
        return sealed.isOver(now()) ? EmailOptInPages.over() : EmailOptInPages.question();
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<byte[]> answer(@PathVariable String token, HttpServletRequest request) throws IOException {
        Sealed sealed = links.open(token);
        if (sealed == null) {
            return UnsubscribePages.notFound();
        }
        Instant now = now();
        if (sealed.isOver(now)) {
            return EmailOptInPages.over();
        }
        String body = new String(request.getInputStream().readNBytes(LARGEST), StandardCharsets.ISO_8859_1);
        boolean yes = body.equals(EmailLedgerMapper.YES);
        if (!yes && !body.equals(EmailLedgerMapper.NO)) {
            return UnsubscribePages.notUnderstood();
        }
        var answer = new EmailAct.Answer("email-answer-" + UUID.randomUUID(), now, sealed.requestId(), yes);
        var result = commands.answer(
                sealed.tenant(),
                sealed.address(),
                answer,
                clients.of(request),
                shortened(request.getHeader(HttpHeaders.USER_AGENT)));
        return switch (result) {
            case Unavailable<EmailView> unavailable -> UnsubscribePages.notNow();
            case Accepted<EmailView> accepted -> EmailOptInPages.taken();
            case Decided<EmailView> decided -> decided(yes, Objects.requireNonNull(decided.after()));
        };
    }

    private static ResponseEntity<byte[]> decided(boolean yes, EmailView view) {
        if (view.refusal() != null) {
            return EmailOptInPages.over();
        }
        return yes ? EmailOptInPages.agreed() : EmailOptInPages.declined();
    }

    private static String shortened(@Nullable String agent) {
        return agent == null ? "" : agent.substring(0, Math.min(LONGEST_AGENT, agent.length()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

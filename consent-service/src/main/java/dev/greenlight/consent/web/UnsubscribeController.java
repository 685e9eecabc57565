package dev.greenlight.consent.web;

import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import dev.greenlight.consent.web.UnsubscribeTokens.Sealed;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets people unsubscribe by the link of an email, from anywhere and however old it is, by RFC 8058. Looking at the link
 * changes nothing: programs that check links look at it too.
 */
@RestController
@RequestMapping("/unsubscribe/{token}")
final class UnsubscribeController {

    private final UnsubscribeLinks links;
    private final CommandPublisher commands;
    private final Clock clock;

    UnsubscribeController(UnsubscribeLinks links, CommandPublisher commands, Clock clock) {
        this.links = links;
        this.commands = commands;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<byte[]> ask(@PathVariable String token) {
        return links.open(token) == null ? UnsubscribePages.notFound() : UnsubscribePages.question();
    }

    @PostMapping
    ResponseEntity<byte[]> unsubscribe(@PathVariable String token, HttpServletRequest request) throws IOException {
        Sealed sealed = links.open(token);
        if (sealed == null) {
            return UnsubscribePages.notFound();
        }
        if (!OneClick.isIn(request)) {
            return UnsubscribePages.notUnderstood();
        }
        String commandId = "one-click-" + UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // what is on the log will be decided on, and nothing can speak against it
        return commands.unsubscribe(commandId, sealed.tenant(), sealed.address(), sealed.list(), now)
                        instanceof Unavailable
                ? UnsubscribePages.notNow()
                : UnsubscribePages.done();
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.ledger.Ledger;
import dev.greenlight.consent.ledger.LedgerEntry;
import dev.greenlight.consent.ledger.LedgerPage;
import dev.greenlight.consent.topology.StateQueries;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a person has said about texts to a number, and the proof of it. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/consents/sms/{number}")
final class ConsentController {

    private static final int MOST_ENTRIES = 200;
    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,9}");

    private final StateQueries queries;
    private final OwnerRouting routing;
    private final Ledger ledger;
    private final Clock clock;

    ConsentController(StateQueries queries, OwnerRouting routing, Ledger ledger, Clock clock) {
        this.queries = queries;
        this.routing = routing;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * A page of the history.
     *
     * @param nextCursor null after the last entry
     * @param head the end of the whole chain, also where it is not on this page; null where there is no entry
     * @param complete whether these are all entries from the first to the last
     */
    record HistoryBody(
            List<LedgerEntry> entries,
            @Nullable String nextCursor,
            @Nullable Head head,
            boolean complete) {}

    /**
     * The last entry of a history.
     *
     * @param hash null where the entry was written before there were chains
     */
    record Head(long sequence, @Nullable String hash) {

        private static @Nullable Head of(@Nullable LedgerEntry last) {
            return last == null ? null : new Head(last.sequence(), last.hash());
        }
    }

    @GetMapping
    ResponseEntity<?> get(@PathVariable String tenant, @PathVariable String number, HttpServletRequest request) {
        checkNumber(number);
        return routing.answer(queries.consent(tenant, number, clock.instant()), request, view -> {
            if (view == null) {
                throw new IllegalStateException("Not having said anything is an answer too");
            }
            return ResponseEntity.ok(ConsentBody.of(number, view));
        });
    }

    @GetMapping("/history")
    HistoryBody history(
            @PathVariable String tenant,
            @PathVariable String number,
            @RequestParam(defaultValue = "0") String cursor,
            @RequestParam(defaultValue = "50") String limit) {
        checkNumber(number);
        return history(ledger, TopicKeys.ofAddress(tenant, number), cursor, limit);
    }

    /** @throws ProblemException where cursor or limit is none, or nobody can tell right now */
    static HistoryBody history(Ledger ledger, String key, String cursor, String limit) {
        if (!CURSOR.matcher(cursor).matches()) {
            throw ProblemException.of("cursor", "must be the nextCursor of an earlier answer");
        }
        int from = Integer.parseInt(cursor);
        LedgerPage page = ledger.history(key, from, Limits.parse(limit, MOST_ENTRIES))
                .orElseThrow(() -> new ProblemException(Problem.NOT_READY));
        Integer next = page.next();
        return new HistoryBody(
                page.entries(), next == null ? null : next.toString(), Head.of(page.last()), from == 0 && next == null);
    }

    /** Where the consent of a number is seen. */
    static String path(String tenant, String number) {
        return "/v1/tenants/" + tenant + "/consents/sms/" + number;
    }

    /** @throws ProblemException where the number in a path is none */
    static void checkNumber(String number) {
        if (!Addresses.isPhoneNumber(number)) {
            throw ProblemException.of("number", Addresses.NUMBER_RULE);
        }
    }
}

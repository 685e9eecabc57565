package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.consent.OptOutScope;
import dev.greenlight.consent.ledger.Ledger;
import dev.greenlight.consent.ledger.LedgerEntry;
import dev.greenlight.consent.ledger.LedgerPage;
import dev.greenlight.consent.mapping.ConsentView;
import dev.greenlight.consent.topology.StateQueries;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
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

    private static final List<String> OPT_IN_WORDS = List.of("START", "UNSTOP", "RESTART", "SUBSCRIBE", "ENROLL");
    private static final List<String> OPT_OUT_WORDS =
            List.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT");
    private static final List<String> WIDER_OPT_OUT_WORDS = List.of("STOPALL");

    private static final int MOST_ENTRIES = 200;
    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,9}");

    private final StateQueries queries;
    private final OwnerRouting routing;
    private final Ledger ledger;

    ConsentController(StateQueries queries, OwnerRouting routing, Ledger ledger) {
        this.queries = queries;
        this.routing = routing;
        this.ledger = ledger;
    }

    /**
     * Consent as the office sees it.
     *
     * @param optOutScope NONE, MARKETING or ALL
     * @param since null where nothing was said
     * @param setBy null where nothing was said
     * @param evidence of the ledger entry that set it; null where nothing was said
     * @param personCanText only the person can change it; these words do
     */
    record ConsentBody(
            String channel,
            String address,
            String status,
            String optOutScope,
            @Nullable Instant since,
            @Nullable String setBy,
            @Nullable Evidence evidence,
            Words personCanText) {

        static ConsentBody of(String number, ConsentView view) {
            var evidence = view.setBySequence() == 0 ? null : new Evidence(view.setByEventId(), view.setBySequence());
            String setBy = view.setBy().isEmpty() ? null : view.setBy();
            return switch (view.consent()) {
                case NeverAsked never ->
                    body(number, "NEVER_ASKED", "NONE", null, setBy, evidence, OPT_IN_WORDS, OPT_OUT_WORDS);
                case OptedIn in ->
                    body(number, "OPTED_IN", "NONE", in.since(), setBy, evidence, List.of(), OPT_OUT_WORDS);
                case OptedOut out ->
                    body(
                            number,
                            "OPTED_OUT",
                            out.scope().name(),
                            out.since(),
                            setBy,
                            evidence,
                            OPT_IN_WORDS,
                            out.scope() == OptOutScope.ALL ? List.of() : WIDER_OPT_OUT_WORDS);
            };
        }

        private static ConsentBody body(
                String number,
                String status,
                String scope,
                @Nullable Instant since,
                @Nullable String setBy,
                @Nullable Evidence evidence,
                List<String> toOptIn,
                List<String> toOptOut) {
            return new ConsentBody("SMS", number, status, scope, since, setBy, evidence, new Words(toOptIn, toOptOut));
        }
    }

    /** Where the proof stands: an entry of the history. */
    record Evidence(String eventId, long sequence) {}

    /** What the person can text. */
    record Words(List<String> toOptIn, List<String> toOptOut) {}

    /**
     * A page of the history.
     *
     * @param nextCursor null after the last entry
     */
    record HistoryBody(List<LedgerEntry> entries, @Nullable String nextCursor) {}

    @GetMapping
    ResponseEntity<?> get(@PathVariable String tenant, @PathVariable String number, HttpServletRequest request) {
        checkNumber(number);
        return routing.answer(queries.consent(tenant, number), request, view -> {
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
        if (!CURSOR.matcher(cursor).matches()) {
            throw ProblemException.of("cursor", "must be the nextCursor of an earlier answer");
        }
        LedgerPage page = ledger.history(TopicKeys.ofAddress(tenant, number), Integer.parseInt(cursor), limit(limit))
                .orElseThrow(() -> new ProblemException(Problem.NOT_READY));
        Integer next = page.next();
        return new HistoryBody(page.entries(), next == null ? null : next.toString());
    }

    private static int limit(String limit) {
        int number = CURSOR.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (number < 1 || number > MOST_ENTRIES) {
            throw ProblemException.of("limit", "must be 1 to " + MOST_ENTRIES);
        }
        return number;
    }

    private static void checkNumber(String number) {
        if (!Addresses.isPhoneNumber(number)) {
            throw ProblemException.of("number", Addresses.NUMBER_RULE);
        }
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.ledger.Ledger;
import dev.greenlight.consent.ledger.LedgerEntry;
import dev.greenlight.consent.ledger.LedgerPage;
import dev.greenlight.schemas.topic.TopicKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** A receipt for the consent of a number, to be read by programs or to be printed. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/consents/sms/{number}")
final class ReceiptController {

    private static final int ENTRIES_AT_ONCE = 50;
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    /** The page holds what people wrote: whatever they wrote, nothing in it is loaded or run. */
    private static final String NOTHING_BUT_STYLE = "default-src 'none'; style-src 'unsafe-inline'";

    private final Ledger ledger;
    private final Clock clock;
    private final JsonMapper json;

    ReceiptController(Ledger ledger, Clock clock, JsonMapper json) {
        this.ledger = ledger;
        this.clock = clock;
        this.json = json;
    }

    @GetMapping("/receipt")
    ReceiptBody receipt(@PathVariable String tenant, @PathVariable String number) {
        ConsentController.checkNumber(number);
        String key = TopicKeys.ofAddress(tenant, number);
        LedgerPage first = page(key, 0, 1);
        LedgerEntry agreement = lastAgreement(key, first.total());
        var form = FormEvidence.of(agreement == null ? null : agreement.request(), json);
        return ReceiptBody.of(tenant, number, clock.instant(), first.last(), agreement, form);
    }

    @GetMapping("/receipt.html")
    ResponseEntity<String> page(@PathVariable String tenant, @PathVariable String number) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .header("Content-Security-Policy", NOTHING_BUT_STYLE)
                .body(ReceiptPage.of(receipt(tenant, number)));
    }

    /** From the end: the last agreement is what counts, and the history may be long. */
    private @Nullable LedgerEntry lastAgreement(String key, int total) {
        for (int end = total; end > 0; end -= ENTRIES_AT_ONCE) {
            int from = Math.max(0, end - ENTRIES_AT_ONCE);
            List<LedgerEntry> entries = page(key, from, end - from).entries();
            for (LedgerEntry entry : entries.reversed()) {
                if (isAgreement(entry)) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** The person's own opt-in or yes, whether it was the first or said what held already. */
    private static boolean isAgreement(LedgerEntry entry) {
        return switch (entry.outcome()) {
            case "GRANTED" -> true;
            case "CONFIRMED" -> entry.reasons().contains("ALREADY_OPTED_IN");
            default -> false;
        };
    }

    private LedgerPage page(String key, int from, int limit) {
        return ledger.history(key, from, limit).orElseThrow(() -> new ProblemException(Problem.NOT_READY));
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.ledger.Ledger;
import dev.greenlight.consent.ledger.LedgerEntry;
import dev.greenlight.consent.ledger.LedgerPage;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The whole history of a number or an email address as a file that can be verified without this service: one entry a line, then the end. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/consents")
final class LedgerExportController {

    private static final int ENTRIES_AT_ONCE = 200;

    private final Ledger ledger;
    private final JsonMapper json;

    LedgerExportController(Ledger ledger, JsonMapper json) {
        this.ledger = ledger;
        this.json = json;
    }

    /** The last line. */
    record EndBody(End end) {}

    /**
     * What the export ends with, so that one that was cut off is known.
     *
     * @param facts how many lines there are before
     * @param head the hash of the last of them; null where it has none
     */
    record End(int facts, @Nullable String head) {}

    @GetMapping("/email/{email}/history/export")
    void exportOfEmail(@PathVariable String tenant, @PathVariable String email, HttpServletResponse response)
            throws IOException {
        export(TopicKeys.ofAddress(tenant, EmailAddresses.inPath(email)), response);
    }

    @GetMapping("/sms/{number}/history/export")
    void export(@PathVariable String tenant, @PathVariable String number, HttpServletResponse response)
            throws IOException {
        ConsentController.checkNumber(number);
        export(TopicKeys.ofAddress(tenant, number), response);
    }

    private void export(String key, HttpServletResponse response) throws IOException {
        LedgerPage page = page(key, 0);
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"ledger.ndjson\"");
        OutputStream out = response.getOutputStream();
        int facts = 0;
        String head = null;
        while (true) {
            for (LedgerEntry entry : page.entries()) {
                writeLine(out, entry);
                facts++;
                head = entry.hash();
            }
            Integer next = page.next();
            if (next == null) {
                break;
            }
            page = page(key, next);
        }
        writeLine(out, new EndBody(new End(facts, head)));
    }

    private LedgerPage page(String key, int from) {
        return ledger.history(key, from, ENTRIES_AT_ONCE).orElseThrow(() -> new ProblemException(Problem.NOT_READY));
    }

    private void writeLine(OutputStream out, Object line) throws IOException {
        out.write(json.writeValueAsBytes(line));
        out.write('\n');
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.ledger.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger can show for a number's consent to marketing texts, along the record that 16 CFR 310.5(a)(8) wants
 * kept. What the ledger does not hold is null and named, and never filled in.
 *
 * @param statusAfterLastEntry as the last entry left it; a request that has expired since is still PENDING here
 * @param lastEntry null where nobody has heard from the number
 * @param agreement the last time the person agreed, whether or not it still holds; null where that never happened
 * @param notRecorded what such a record should hold and this one does not, in words
 */
record ReceiptBody(
        String company,
        String number,
        Instant issuedAt,
        String statusAfterLastEntry,
        String optOutScope,
        @Nullable Fact lastEntry,
        @Nullable Agreement agreement,
        List<String> notRecorded) {

    /** An entry of the history; its hashes are null where it was written before there were chains. */
    record Fact(
            long sequence,
            String eventId,
            @Nullable String hash,
            @Nullable String previousHash) {

        private static Fact of(LedgerEntry entry) {
            LedgerEntry.Link link = entry.link();
            return new Fact(entry.sequence(), entry.eventId(), entry.hash(), link == null ? null : link.previousHash());
        }
    }

    /**
     * What the person said.
     *
     * @param name of the person as given in a web form; else the ledger knows numbers, not names
     * @param date when the text was received
     * @param words the text exactly as it came
     * @param request what the person was asked before; null where the person wrote unasked
     * @param fact the entry that proves it
     */
    record Agreement(
            @Nullable String name,
            Instant date,
            String dateIsOfTheClockOf,
            String purpose,
            @Nullable String words,
            String gateway,
            String gatewayMessageId,
            String sentTo,
            @Nullable Request request,
            Fact fact) {}

    /**
     * The request that was answered.
     *
     * @param wordingVersion which text the person was shown
     * @param wording the text itself, where a web form showed it; else it is not on the ledger
     * @param evidence what the company noted down for it
     */
    record Request(
            String id,
            String source,
            @Nullable String wordingVersion,
            @Nullable String wording,
            @Nullable String language,
            @Nullable String evidence,
            String askedBy,
            Instant askedAt) {

        private static @Nullable Request of(LedgerEntry.@Nullable Request request, FormEvidence form) {
            return request == null
                    ? null
                    : new Request(
                            request.requestId(),
                            request.source(),
                            nullIfEmpty(request.disclosure()),
                            form.words(),
                            null,
                            nullIfEmpty(request.evidence()),
                            request.askedBy(),
                            request.askedAt());
        }
    }

    static ReceiptBody of(
            String tenant,
            String number,
            Instant issuedAt,
            @Nullable LedgerEntry last,
            @Nullable LedgerEntry agreement,
            FormEvidence form) {
        return new ReceiptBody(
                tenant,
                number,
                issuedAt,
                last == null ? "NEVER_ASKED" : last.statusAfter(),
                last == null ? "NONE" : last.scopeAfter(),
                last == null ? null : Fact.of(last),
                agreement == null ? null : agreement(agreement, form),
                agreement == null ? List.of("an agreement") : notRecorded(agreement, form));
    }

    private static Agreement agreement(LedgerEntry entry, FormEvidence form) {
        LedgerEntry.Evidence text = entry.evidence();
        return new Agreement(
                form.name(),
                entry.effectiveAt(),
                text.receivedAtSource(),
                "Marketing text messages (SMS) from the company to the number.",
                nullIfEmpty(text.text()),
                text.gateway(),
                text.gatewayMessageId(),
                text.to(),
                Request.of(entry.request(), form),
                Fact.of(entry));
    }

    private static List<String> notRecorded(LedgerEntry agreement, FormEvidence form) {
        List<String> missing = new ArrayList<>();
        if (form.name() == null) {
            missing.add("the name of the person");
        }
        LedgerEntry.Request request = agreement.request();
        if (request == null) {
            missing.add("a request for consent: the person wrote unasked, or was asked elsewhere");
        } else {
            missing.add((form.words() == null ? "the wording of the request, " : "")
                    + "a copy of the page or form, and their language");
            if (request.disclosure().isEmpty()) {
                missing.add("which version of the wording the person was shown");
            }
        }
        if (agreement.evidence().text().isEmpty()) {
            missing.add("the words of the person");
        }
        if (agreement.link() == null) {
            missing.add("a hash: the entry was written before there were chains");
        }
        return missing;
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}

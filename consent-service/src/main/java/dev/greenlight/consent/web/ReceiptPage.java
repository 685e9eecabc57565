package dev.greenlight.consent.web;

import dev.greenlight.consent.web.ReceiptBody.Agreement;
import dev.greenlight.consent.web.ReceiptBody.Fact;
import dev.greenlight.consent.web.ReceiptBody.Request;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** A receipt as a page to print. Everything that somebody wrote is escaped. */
final class ReceiptPage {

    private static final String NOT_RECORDED = "not recorded";

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Consent receipt</title>
            <style>
            body { font: 11pt/1.4 sans-serif; max-width: 48em; margin: 2em auto; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border: 1px solid #999; padding: .3em .6em; text-align: left; vertical-align: top; }
            th { width: 14em; font-weight: normal; background: #f4f4f4; }
            td { overflow-wrap: anywhere; white-space: pre-wrap; }
            </style>
            </head>
            <body>
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private ReceiptPage() {}

    static String of(ReceiptBody receipt) {
        var page = new ReceiptPage();
        page.heading("h1", "Consent receipt");
        page.open();
        page.row("Company", receipt.company());
        page.row("Telephone number", receipt.number());
        page.row("Issued at", receipt.issuedAt());
        page.row("Status after the last entry", receipt.statusAfterLastEntry());
        page.row("Opt-out ends", receipt.optOutScope());
        page.fact("Last entry", receipt.lastEntry());
        page.close();
        page.heading("h2", "Agreement");
        page.agreement(receipt.agreement());
        page.heading("h2", "Not recorded");
        page.page.append("<ul>\n");
        receipt.notRecorded()
                .forEach(missing ->
                        page.page.append("<li>").append(escaped(missing)).append("</li>\n"));
        return page.page.append("</ul>\n</body>\n</html>\n").toString();
    }

    private void agreement(@Nullable Agreement agreement) {
        if (agreement == null) {
            page.append("<p>The ledger holds no agreement of this number.</p>\n");
            return;
        }
        open();
        row("Name of the person", agreement.name());
        row("Date of consent", agreement.date());
        row("By the clock of", agreement.dateIsOfTheClockOf());
        row("Purpose", agreement.purpose());
        row("Words of the person", agreement.words());
        row("Received through", agreement.gateway());
        row("Id of the text there", agreement.gatewayMessageId());
        row("Sent to", agreement.sentTo());
        request(agreement.request());
        fact("Proved by", agreement.fact());
        close();
    }

    private void request(@Nullable Request request) {
        row("Request for consent", request == null ? null : request.id());
        if (request != null) {
            row("Noted down by way of", request.source());
            row("Version of the wording", request.wordingVersion());
            row("Copy of the request", request.wording());
            row("Language", request.language());
            row("Evidence", request.evidence());
            row("Asked by", request.askedBy());
            row("Asked at", request.askedAt());
        }
    }

    private void fact(String name, @Nullable Fact fact) {
        row(name, fact == null ? null : "entry " + fact.sequence() + ", " + fact.eventId());
        if (fact != null) {
            row("Hash (SHA-256)", fact.hash());
            row("Hash of the entry before", fact.previousHash());
        }
    }

    private void heading(String level, String text) {
        page.append('<').append(level).append('>').append(text);
        page.append("</").append(level).append(">\n");
    }

    private void open() {
        page.append("<table>\n");
    }

    private void close() {
        page.append("</table>\n");
    }

    private void row(String name, @Nullable Object value) {
        page.append("<tr><th>").append(name).append("</th><td>");
        page.append(value == null ? NOT_RECORDED : escaped(value.toString()));
        page.append("</td></tr>\n");
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.mapping.EmailCommandMapper;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What people see who follow the link of an email. The pages name neither them nor the company. */
final class UnsubscribePages {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%1$s</title></head>
            <body>
            <main>
            <h1>%1$s</h1>
            <p>%2$s</p>
            %3$s</main>
            </body>
            </html>
            """;
    private static final String[] FIELD = EmailCommandMapper.ONE_CLICK.split("=", 2);

    private UnsubscribePages() {}

    /** Asks, with a button that sends the same as a mail program does. */
    static ResponseEntity<byte[]> question() {
        String form = """
                <form method="post">
                <input type="hidden" name="%s" value="%s">
                <button>Unsubscribe</button>
                </form>
                """.formatted(FIELD[0], FIELD[1]);
        return page(HttpStatus.OK, "Unsubscribe", "Do you no longer want marketing email at this address?", form);
    }

    static ResponseEntity<byte[]> done() {
        return page(HttpStatus.OK, "You are unsubscribed", "No more marketing email will be sent to this address.", "");
    }

    static ResponseEntity<byte[]> notFound() {
        return page(HttpStatus.NOT_FOUND, "This link does not work", "Copy the whole link from the email.", "");
    }

    static ResponseEntity<byte[]> notUnderstood() {
        return page(HttpStatus.BAD_REQUEST, "This did not work", "Open the link again and use its button.", "");
    }

    static ResponseEntity<byte[]> notNow() {
        return page(HttpStatus.SERVICE_UNAVAILABLE, "This did not work yet", "Please try again in a moment.", "");
    }

    /** A page that nobody keeps, frames or is led to by. */
    static ResponseEntity<byte[]> page(HttpStatus status, String title, String sentence, String form) {
        var answer = ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex")
                // the address of the page is the secret
                .header("Referrer-Policy", "no-referrer");
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(PAGE.formatted(title, sentence, form).getBytes(StandardCharsets.UTF_8));
    }
}

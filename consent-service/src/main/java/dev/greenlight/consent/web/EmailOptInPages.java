package dev.greenlight.consent.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What people see who are asked by email whether they want more of it. The pages name neither them nor the company. */
final class EmailOptInPages {

    private EmailOptInPages() {}

    /** Asks, with a button for each answer. */
    static ResponseEntity<byte[]> question() {
        return UnsubscribePages.page(
                HttpStatus.OK,
                "Do you want marketing email?",
                "You were asked because somebody gave this address. Agreeing is no condition of a purchase, and you can "
                        + "unsubscribe at any time. If you do not answer, nothing is sent.",
                """
                <form method="post">
                <button name="answer" value="yes">Yes, send me marketing email</button>
                <button name="answer" value="no">No</button>
                </form>
                """);
    }

    static ResponseEntity<byte[]> agreed() {
        return UnsubscribePages.page(
                HttpStatus.OK, "Thank you", "Marketing email may now be sent to this address.", "");
    }

    static ResponseEntity<byte[]> declined() {
        return UnsubscribePages.page(
                HttpStatus.OK, "Thank you", "No marketing email will be sent because of this request.", "");
    }

    /** Stored, and not decided yet. */
    static ResponseEntity<byte[]> taken() {
        return UnsubscribePages.page(HttpStatus.ACCEPTED, "Thank you", "Your answer is being taken in.", "");
    }

    /** Also where the person has unsubscribed since: an old link brings nothing back. */
    static ResponseEntity<byte[]> over() {
        return UnsubscribePages.page(
                HttpStatus.GONE,
                "This link no longer works",
                "Nothing has changed. If you want marketing email, ask the company for a new link.",
                "");
    }
}

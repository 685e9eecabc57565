package dev.greenlight.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body with email addresses.
 *
 * @param emails as they were sent, not empty
 * @param fields the others
 */
record EmailListRequest(List<String> emails, JsonFields fields) {

    static final int MOST = 1_000;
    private static final String EMAILS = "emails";

    /**
     * @param others which other fields there may be; the caller reads and checks them
     * @throws ProblemException when the body is too large or no JSON object, or the addresses are no list
     */
    static EmailListRequest of(HttpServletRequest request, JsonMapper json, Set<String> others) throws IOException {
        Set<String> names = new TreeSet<>(others);
        names.add(EMAILS);
        JsonFields fields = JsonFields.of(request, json).allowOnly(names);
        List<String> emails = fields.texts(EMAILS, MOST, EmailAddresses.LONGEST);
        fields.require(EMAILS);
        if (emails != null && emails.isEmpty() && !fields.isRefused(EMAILS)) {
            fields.add(EMAILS, "must hold at least one address");
        }
        if (fields.isRefused(EMAILS)) {
            fields.check();
        }
        return new EmailListRequest(Objects.requireNonNull(emails), fields);
    }
}

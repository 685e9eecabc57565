package dev.greenlight.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One edit that turns the job notifications of every customer off and, undone, on again, so that no audience changes:
 * from each request to the state that says it is complete.
 */
final class BatchEditRun {

    private static final Pattern EDIT_ID = Pattern.compile("\"editId\":\"([0-9a-f-]+)\"");
    private static final Pattern CHANGED = Pattern.compile("\"changed\":([0-9]+)");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Http http = new Http(Deployment.OFFICE_KEY);
    private final String edit;
    private final double previewSeconds;

    BatchEditRun(Deployment deployment) {
        String edits = "http://127.0.0.1:" + deployment.consentPort() + "/v1/tenants/" + Contacts.TENANT
                + "/customer-batch-edits";
        long start = System.nanoTime();
        String answer = send(
                "POST", edits, "{\"selection\": {\"all\": true}, \"preferences\": [\"MOBILE_MARKETING_UPDATES\"]}");
        edit = edits + "/" + found(EDIT_ID, answer);
        previewSeconds = secondsUntil("PREVIEWED", start);
    }

    double previewSeconds() {
        return previewSeconds;
    }

    /** How many customers it changes. */
    long changed() {
        return Long.parseLong(found(CHANGED, send("GET", edit, "")));
    }

    double applySeconds() {
        return seconds(":apply", "APPLIED");
    }

    double undoSeconds() {
        return seconds(":undo", "UNDONE");
    }

    private double seconds(String action, String state) {
        long start = System.nanoTime();
        send("POST", edit + action, "");
        return secondsUntil(state, start);
    }

    private double secondsUntil(String state, long start) {
        String sign = "\"state\":\"" + state + "\"";
        Waiting.until(
                "the edit is " + state, LONGEST, () -> send("GET", edit, "").contains(sign));
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private String send(String method, String address, String body) {
        return http.send(method, address, "application/json", body);
    }

    private static String found(Pattern pattern, String answer) {
        Matcher matcher = pattern.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("The answer has no " + pattern);
        }
        return matcher.group(1);
    }
}

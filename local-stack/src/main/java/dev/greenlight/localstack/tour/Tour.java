package dev.greenlight.localstack.tour;

import dev.greenlight.localstack.Options;
import dev.greenlight.localstack.tour.AudienceWatch.Seen;
import dev.greenlight.localstack.tour.TwilioSender.Answer;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Shows the product at work: a household is recorded, texts START and STOP, and the marketing audience follows.
 * Each run uses a new household, so it can be repeated.
 */
public final class Tour {

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int TEXTS_DELIVERED = 3;
    private static final int ROUNDS = 20;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final TourSettings settings;
    private final Office office;
    private final TwilioSender twilio;
    private final PrintStream out;

    private final String customerId;
    private final String number;

    private Tour(TourSettings settings, PatientClient http, PrintStream out) {
        this.settings = settings;
        this.office = new Office(settings, http);
        this.twilio = new TwilioSender(settings, http);
        this.out = out;
        RandomGenerator random = RandomGenerator.getDefault();
        customerId = "tour-" + Long.toString(random.nextLong(1L << 40), 36);
        // any area code, then 555-01xx: numbers that belong to nobody
        number = String.format(
                Locale.ROOT, "+1%d%02d55501%02d", random.nextInt(2, 10), random.nextInt(20, 90), random.nextInt(100));
    }

    /**
     * Takes the tour and tells it.
     *
     * @throws TourFailedException when something that should happen does not
     */
    public static void run(TourSettings settings, PrintStream out) throws InterruptedException {
        try (var http = HttpClient.newHttpClient();
                var audience = new AudienceWatch(settings)) {
            new Tour(settings, new PatientClient(http, settings.patience()), out).walk(audience);
        }
    }

    private void walk(AudienceWatch audience) throws InterruptedException {
        chapter("The office of " + settings.tenant() + " records a customer with one mobile number");
        office.setSettings();
        office.putCustomer(customerId, "Robin Example", number);
        said("customer " + customerId + " has " + number);
        explain(false);

        chapter("Somebody forges a START");
        Answer forged = twilio.forge(twilio.text(number, "START"));
        require(forged.status() == FORBIDDEN, "A forged webhook was answered " + forged.status() + " instead of 403");
        said("the webhook is answered 403 and changes nothing");

        chapter("The person texts START");
        Map<String, String> start = twilio.text(number, "Start!");
        joined(audience, deliver(start));
        explain(true);

        chapter("The gateway delivers the same text again");
        deliver(start);

        chapter("The person texts STOP");
        left(audience, deliver(twilio.text(number, "stop")));
        explain(false);

        chapter("What the ledger can prove");
        tellHistory();

        chapter("How long it takes, from the answer to the webhook to the audience record");
        hurry(audience);
        out.println();
    }

    private Answer deliver(Map<String, String> text) {
        Answer answer = twilio.deliver(text);
        require(answer.status() == OK, "A signed webhook was answered " + answer.status() + " instead of 200");
        said("the signed webhook is answered 200");
        return answer;
    }

    private void joined(AudienceWatch audience, Answer answer) throws InterruptedException {
        Seen seen = audience.next(customerId, settings.patience());
        if (seen == null || seen.member() == null) {
            throw new TourFailedException("The customer did not join the audience");
        }
        said("audience.sms-marketing: " + customerId + " is a member, " + millis(answer, seen)
                + " ms after that answer");
    }

    private void left(AudienceWatch audience, Answer answer) throws InterruptedException {
        Seen seen = audience.next(customerId, settings.patience());
        if (seen == null || seen.member() != null) {
            throw new TourFailedException("The customer did not leave the audience");
        }
        said("audience.sms-marketing: " + customerId + " is gone, " + millis(answer, seen) + " ms after that answer");
    }

    /** The view is written in the same transaction as the audience but read beside it: it may be a moment behind. */
    private void explain(boolean expected) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        Explanation explanation = Explanation.of(office.eligibility(number), customerId);
        while (explanation.isEmpty() || explanation.eligible() != expected) {
            require(System.nanoTime() < deadline, "Not explained as " + expected + ": " + office.eligibility(number));
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            explanation = Explanation.of(office.eligibility(number), customerId);
        }
        said(expected ? "may be sent marketing texts:" : "may not be sent marketing texts:");
        explanation.lines().forEach(line -> said("  - " + line));
    }

    /** The ledger is read beside what writes it: the last entry may be a moment away. */
    private void tellHistory() {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        while (office.history(number).path("entries").size() < TEXTS_DELIVERED) {
            require(System.nanoTime() < deadline, "The ledger does not have an entry for every text");
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        for (JsonNode entry : office.history(number).path("entries")) {
            JsonNode evidence = entry.path("evidence");
            said(entry.path("sequence").asString() + ". "
                    + entry.path("effectiveAt").asString() + "  "
                    + entry.path("statusBefore").asString() + " -> "
                    + entry.path("statusAfter").asString() + "  ("
                    + entry.path("outcome").asString() + ")");
            said("   because \"" + evidence.path("text").asString() + "\" came to "
                    + evidence.path("to").asString()
                    + " by " + evidence.path("gateway").asString() + ", message "
                    + evidence.path("gatewayMessageId").asString());
        }
    }

    private void hurry(AudienceWatch audience) throws InterruptedException {
        var millis = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            boolean joins = round % 2 == 0;
            Answer answer = twilio.deliver(twilio.text(number, joins ? "START" : "STOP"));
            require(answer.status() == OK, "A signed webhook was answered " + answer.status());
            Seen seen = audience.next(customerId, settings.patience());
            if (seen == null || (seen.member() != null) != joins) {
                throw new TourFailedException("The audience did not follow text " + (round + 1));
            }
            millis[round] = millis(answer, seen);
        }
        Arrays.sort(millis);
        said(ROUNDS + " more texts, START and STOP in turn: half within " + millis[ROUNDS / 2] + " ms, all within "
                + millis[ROUNDS - 1] + " ms");
    }

    private void chapter(String text) {
        out.println();
        out.println(text);
    }

    private void said(String text) {
        out.println("  " + text);
    }

    private static long millis(Answer answer, Seen seen) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(seen.nanos() - answer.receivedNanos()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new TourFailedException(otherwise);
        }
    }

    /** Options: see {@code docs/running.md}. Ends with code 1 where something did not happen, 2 for unusable options. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(TourSettings.of(Options.parse(arguments)), System.out);
        } catch (IllegalArgumentException e) {
            System.err.println("greenlight tour: " + e.getMessage());
            System.exit(2);
        } catch (TourFailedException e) {
            System.err.println("greenlight tour: " + e.getMessage());
            System.exit(1);
        }
    }
}

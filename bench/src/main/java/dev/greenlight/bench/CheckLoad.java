package dev.greenlight.bench;

import dev.greenlight.bench.HttpLoad.Result;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** A campaign engine that asks before it sends: batches as fast as they are answered, and one at a time. */
final class CheckLoad {

    private static final int BATCH = 1_000;
    private static final int BATCHES = 4_000;

    /** Prepared, so that making them costs nothing while it is measured. */
    private static final int DIFFERENT_BATCHES = 100;

    /** Enough to keep two processors busy. */
    private static final int BATCH_CONNECTIONS = 4;

    private static final int SINGLE_CONNECTIONS = 16;
    private static final int SINGLE_PER_SECOND = 500;
    private static final int SINGLES = 20 * SINGLE_PER_SECOND;

    private final Deployment deployment;
    private final int contacts;

    CheckLoad(Deployment deployment, int contacts) {
        this.deployment = deployment;
        this.contacts = contacts;
    }

    /** Checks answered in a second; the better of two rounds, after one that warms up. */
    double perSecond() throws InterruptedException {
        var random = new SplittableRandom(1);
        var batches = new byte[DIFFERENT_BATCHES][];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = request(random.ints(BATCH, 0, contacts).toArray());
        }
        var load = new HttpLoad(deployment.eligibilityPort(), BATCH_CONNECTIONS);
        double best = 0;
        for (int round = 0; round < 3; round++) {
            Result result = load.flatOut(BATCHES, index -> batches[index % batches.length]);
            requireAll(result, BATCHES);
            best = round == 0 ? 0 : Math.max(best, result.perSecond() * BATCH);
        }
        return best;
    }

    /** From the request to its answer, each about another contact; the first round warms up. */
    Latencies single() throws InterruptedException {
        measureSingles();
        return measureSingles();
    }

    private Latencies measureSingles() throws InterruptedException {
        long[] sentAt = new long[SINGLES];
        long[] took = new long[SINGLES];
        IntFunction<byte[]> sent = index -> {
            byte[] bytes = request(index % contacts);
            sentAt[index] = System.nanoTime();
            return bytes;
        };
        Result result = new HttpLoad(deployment.eligibilityPort(), SINGLE_CONNECTIONS)
                .paced(SINGLES, SINGLE_PER_SECOND, sent, index -> took[index] = System.nanoTime() - sentAt[index]);
        requireAll(result, SINGLES);
        return new Latencies(took);
    }

    private static void requireAll(Result result, int requests) {
        if (result.accepted() != requests) {
            throw new IllegalStateException(result.others() + " of " + requests + " checks were not answered well");
        }
    }

    private static byte[] request(int... contacts) {
        var body = new StringBuilder("{\"items\":[");
        for (int contact : contacts) {
            body.append(body.charAt(body.length() - 1) == '[' ? "" : ",")
                    .append("{\"address\":\"")
                    .append(Contacts.number(contact))
                    .append("\",\"audience\":\"sms-marketing\",\"sender\":\"" + Contacts.SENDER + "\"}");
        }
        body.append("]}");
        return ("POST /v1/tenants/" + Contacts.TENANT + "/eligibility:check HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                        + "Authorization: Bearer " + Deployment.OFFICE_KEY
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}

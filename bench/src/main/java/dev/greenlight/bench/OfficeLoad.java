package dev.greenlight.bench;

import dev.greenlight.bench.HttpLoad.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** The office at work over HTTP: changes of customers that are answered with what was decided, and lists. */
final class OfficeLoad {

    private static final int WRITE_CONNECTIONS = 32;
    private static final int WRITES_PER_SECOND = 200;
    private static final int WRITES = 20 * WRITES_PER_SECOND;
    private static final int PAGES = 1_000;

    private static final List<String> FILTERS = List.of("", "&status=OPTED_IN", "&status=OPTED_OUT", "&q=1200000");

    private final Deployment deployment;
    private final int contacts;

    OfficeLoad(Deployment deployment, int contacts) {
        this.deployment = deployment;
        this.contacts = contacts;
    }

    /** From the request to its answer, each of another customer that exists; the first round warms up. */
    Latencies writes() throws InterruptedException {
        measureWrites("before");
        return measureWrites("after");
    }

    private Latencies measureWrites(String round) throws InterruptedException {
        return measure(
                new HttpLoad(deployment.consentPort(), WRITE_CONNECTIONS),
                WRITES,
                index -> patch(index % contacts, "{\"name\": \"Customer " + index + " " + round + "\"}"));
    }

    /** Milliseconds until the first page of a company whose numbers nobody has listed since the start. */
    double firstPage() throws InterruptedException {
        return measure(new HttpLoad(deployment.eligibilityPort(), 1), 1, index -> page("", 0))
                .percentileInMillis(100);
    }

    /** One page of 50 after the other, from anywhere in the list; the first ones warm up. */
    Latencies pages() throws InterruptedException {
        var random = new SplittableRandom(1);
        int[] from = random.ints(PAGES, 0, contacts).toArray();
        IntFunction<byte[]> request = index -> page(FILTERS.get(index % FILTERS.size()), from[index]);
        var load = new HttpLoad(deployment.eligibilityPort(), 1);
        measure(load, PAGES, request);
        return measure(load, PAGES, request);
    }

    private Latencies measure(HttpLoad load, int requests, IntFunction<byte[]> request) throws InterruptedException {
        long[] sentAt = new long[requests];
        long[] took = new long[requests];
        IntFunction<byte[]> sent = index -> {
            byte[] bytes = request.apply(index);
            sentAt[index] = System.nanoTime();
            return bytes;
        };
        Result result =
                load.paced(requests, WRITES_PER_SECOND, sent, index -> took[index] = System.nanoTime() - sentAt[index]);
        if (result.accepted() != requests) {
            throw new IllegalStateException(result.others() + " of " + requests + " requests were not answered well");
        }
        return new Latencies(took);
    }

    private static byte[] patch(int contact, String body) {
        return request(
                "PATCH /v1/tenants/" + Contacts.TENANT + "/customers/" + Contacts.customerId(contact),
                "Content-Type: application/merge-patch+json\r\nContent-Length: " + body.length() + "\r\n",
                body);
    }

    private static byte[] page(String filter, int from) {
        String cursor = Contacts.number(from).replace("+", "%2B");
        return request(
                "GET /v1/tenants/" + Contacts.TENANT + "/phone-numbers?limit=50&cursor=" + cursor + filter, "", "");
    }

    private static byte[] request(String methodAndPath, String headers, String body) {
        return (methodAndPath + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + Deployment.OFFICE_KEY
                        + "\r\n" + headers + "\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}

package dev.greenlight.bench;

import dev.greenlight.bench.HttpLoad.Result;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How long nobody leaves the audience after a process is killed without warning and started again at once. Texts go on
 * all the while; those that are answered 503 meanwhile are not counted, as a gateway would send them again.
 */
final class Outage {

    private static final int TEXTS_PER_SECOND = 200;
    private static final int SECONDS_BEFORE = 5;
    private static final int CONNECTIONS = 48;

    private final Deployment deployment;
    private final AudienceWatch audience;

    Outage(Deployment deployment, AudienceWatch audience) {
        this.deployment = deployment;
        this.audience = audience;
    }

    /** What is killed and started again. */
    interface Kill {
        void run() throws InterruptedException;
    }

    /**
     * @param from the first of the contacts that say STOP; as many as the load takes are members
     * @param seconds how long texts go on, long enough to be healed
     * @return seconds from the kill to the first tombstone of a text that was sent after it
     */
    double measure(Kill kill, int from, int seconds) throws InterruptedException {
        int texts = TEXTS_PER_SECOND * seconds;
        long[] sentAt = new long[texts];
        long[] answeredAt = new long[texts];
        var killedAt = new AtomicLong(Long.MAX_VALUE);
        var failure = new AtomicReference<@Nullable Exception>();
        var requests = new WebhookRequests(
                deployment.webhookPort(), "/webhooks/twilio/" + Contacts.TENANT, deployment.publicUrl());
        String run = "SMout" + System.nanoTime() + "x";
        Thread killer = Thread.ofVirtual().unstarted(() -> {
            try {
                TimeUnit.SECONDS.sleep(SECONDS_BEFORE);
                killedAt.set(System.nanoTime());
                kill.run();
            } catch (InterruptedException | RuntimeException e) {
                failure.set(e);
            }
        });
        killer.start();
        Result result = new HttpLoad(deployment.webhookPort(), CONNECTIONS)
                .paced(
                        texts,
                        TEXTS_PER_SECOND,
                        index -> {
                            sentAt[index] = System.nanoTime();
                            return requests.text(from + index, "STOP", run + index);
                        },
                        index -> answeredAt[index] = System.nanoTime());
        killer.join();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The process could not be killed and started again", failed);
        }
        deployment.awaitAllHealthy();
        System.out.println(result.accepted() + " texts accepted, " + result.others() + " answered otherwise");
        Waiting.until(
                "every accepted STOP has left the audience",
                Duration.ofMinutes(2),
                () -> IntStream.range(0, texts)
                        .allMatch(index -> answeredAt[index] == 0 || audience.leftAt(from + index) >= sentAt[index]));
        long first = IntStream.range(0, texts)
                .filter(index -> answeredAt[index] != 0 && sentAt[index] > killedAt.get())
                .mapToLong(index -> audience.leftAt(from + index))
                .min()
                .orElseThrow(() -> new IllegalStateException("No text was accepted after the kill"));
        return (first - killedAt.get()) / 1e9;
    }
}

package dev.greenlight.bench;

import dev.greenlight.bench.HttpLoad.Result;
import dev.greenlight.schemas.sms.TextMeaning;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * From the webhook's answer to the moment a campaign engine can read that the number has left the audience. Each
 * text is a signed STOP of another contact that is a member.
 */
final class StopLatency {

    private static final int CONNECTIONS = 48;
    private static final Duration TOMBSTONES_WITHIN = Duration.ofSeconds(60);

    private final Deployment deployment;
    private final AudienceWatch audience;
    private final WebhookRequests requests;
    private int runs;

    StopLatency(Deployment deployment, AudienceWatch audience) {
        this.deployment = deployment;
        this.audience = audience;
        this.requests = new WebhookRequests(
                deployment.webhookPort(), "/webhooks/twilio/" + Contacts.TENANT, deployment.publicUrl());
    }

    /**
     * @param from the first of the contacts that say STOP; all are members
     * @throws IllegalStateException when a text is not accepted, or a member does not leave
     */
    Latencies measure(int from, int texts, int perSecond) throws InterruptedException {
        return measureWhile(() -> true, from, texts, perSecond);
    }

    /** As {@link #measure}, counting only the texts that were answered while the condition held. */
    Latencies measureWhile(BooleanSupplier condition, int from, int texts, int perSecond) throws InterruptedException {
        boolean[] counts = new boolean[texts];
        long[] answeredAt = new long[texts];
        String run = "SMrun" + System.nanoTime() + (runs++);
        Result result = new HttpLoad(deployment.webhookPort(), CONNECTIONS)
                .paced(texts, perSecond, index -> requests.text(from + index, "STOP", run + index), index -> {
                    answeredAt[index] = System.nanoTime();
                    counts[index] = condition.getAsBoolean();
                });
        if (result.accepted() != texts) {
            throw new IllegalStateException(result.others() + " of " + texts + " texts were not accepted");
        }
        awaitTombstones(from, texts, answeredAt);
        return new Latencies(IntStream.range(0, texts)
                .filter(index -> counts[index])
                .mapToLong(index -> Math.max(0, audience.leftAt(from + index) - answeredAt[index]))
                .toArray());
    }

    /** Makes them members again, for the next measurement; returns when all are. */
    void optInAgain(ContactLoader loader, int from, int to) {
        var joined = audience.expect(to - from);
        loader.texts(from, to, TextMeaning.OPT_IN);
        Waiting.until("all contacts are members again", Duration.ofMinutes(5), joined::isComplete);
    }

    private void awaitTombstones(int from, int texts, long[] answeredAt) {
        // a tombstone of an earlier measurement does not count
        long oldest =
                IntStream.range(0, texts).mapToLong(i -> answeredAt[i]).min().orElseThrow()
                        - TimeUnit.SECONDS.toNanos(10);
        Waiting.until(
                "all members have left",
                TOMBSTONES_WITHIN,
                () -> IntStream.range(0, texts).allMatch(index -> {
                    long left = audience.leftAt(from + index);
                    return left > oldest && left > audience.joinedAt(from + index);
                }));
    }
}

package dev.greenlight.verification.crash;

import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.verification.crash.CrashResult.Outage;
import dev.greenlight.verification.crash.CrashStack.Part;
import dev.greenlight.verification.invariant.Invariants;
import dev.greenlight.verification.invariant.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One run: known contacts, a steady load of signed texts, kills without warning in the middle of it, and, when
 * everything has come to rest, every invariant over all that was written.
 */
public final class CrashRun {

    /** Long enough for the load to be steady before a kill, and for a wrong record to show itself after it. */
    private static final Duration STEADY = Duration.ofSeconds(6);

    private final CrashSettings settings;
    private final CrashStack stack;
    private final People people;
    private final List<Outage> outages = new ArrayList<>();
    private final List<Violation> breaches = new ArrayList<>();

    private CrashRun(CrashSettings settings, CrashStack stack) {
        this.settings = settings;
        this.stack = stack;
        this.people = new People(settings.activeContacts());
    }

    /**
     * Runs it; takes some minutes.
     *
     * @param registryUrl any registry with the Confluent API
     */
    public static CrashResult run(CrashSettings settings, String registryUrl) throws InterruptedException {
        try (var stack = new CrashStack(settings, registryUrl)) {
            stack.start();
            return new CrashRun(settings, stack).run();
        }
    }

    private CrashResult run() throws InterruptedException {
        KnownContacts.write(stack.clientSettings(), settings.contacts());
        try (var recorder = new Recorder(stack.clientSettings(), people, settings.partitions())) {
            awaitRest(recorder, "the known contacts");
            try (var load = new TextLoad(stack.webhook(), settings);
                    var fresh = new FreshOutput(stack.clientSettings(), settings.partitions())) {
                load.start();
                pause(STEADY);
                killAll(fresh);
                pause(STEADY);
                load.stop();
                awaitRest(recorder, "the load");
                return result(recorder, load);
            }
        }
    }

    private void killAll(FreshOutput fresh) throws InterruptedException {
        for (int round = 0; round < settings.rounds(); round++) {
            kill(Part.CONSENT, fresh);
            kill(Part.ELIGIBILITY, fresh);
        }
        for (int round = 0; round < settings.brokerRounds(); round++) {
            kill(Part.BROKER, fresh);
        }
    }

    private void kill(Part part, FreshOutput fresh) throws InterruptedException {
        long moment = System.currentTimeMillis();
        stack.kill(part);
        stack.start(part);
        Duration outage = fresh.awaitFoundedAfter(moment, settings.recovery());
        outages.add(new Outage(part, outage));
        if (outage.compareTo(settings.recovery()) >= 0) {
            breaches.add(
                    new Violation("F1", "no fresh output within " + settings.recovery() + " of the kill of " + part));
        }
        pause(STEADY);
        for (Part each : Part.values()) {
            if (!stack.isAlive(each)) {
                breaches.add(new Violation("F2", each + " has ended by itself after the kill of " + part));
            }
        }
    }

    /** Waits until every text has its entry and the audience is the model's, or it is clear that it never will be. */
    private void awaitRest(Recorder recorder, String what) throws InterruptedException {
        long patience = settings.recovery().toMillis() + settings.contacts() / 2;
        long deadline = System.currentTimeMillis() + patience;
        while (!isAtRest(recorder)) {
            if (System.currentTimeMillis() > deadline) {
                breaches.add(new Violation(
                        "I5",
                        what + " did not come to rest within " + patience + " ms: "
                                + recorder.count(EventTopic.TEXT_RECEIVED) + " texts, "
                                + recorder.count(EventTopic.CONSENT_CHANGED) + " ledger entries"));
                return;
            }
            pause(Duration.ofMillis(300));
        }
    }

    private boolean isAtRest(Recorder recorder) {
        recorder.catchUp();
        return recorder.count(EventTopic.TEXT_RECEIVED) == recorder.count(EventTopic.CONSENT_CHANGED)
                && recorder.recording()
                        .state(EventTopic.AUDIENCE_SMS_MARKETING)
                        .keySet()
                        .equals(recorder.model().smsMarketing().keySet());
    }

    private CrashResult result(Recorder recorder, TextLoad load) {
        load.acknowledged().forEach(recorder.recording()::acknowledge);
        breaches.addAll(Invariants.breaches(Invariants.EXACTLY_ONCE, recorder.recording(), recorder.model()));
        load.unexpected().forEach(text -> breaches.add(new Violation("F2", text)));
        Map<Integer, Integer> answers = new TreeMap<>();
        load.answers().forEach((status, count) -> answers.put(status, count.get()));
        return new CrashResult(
                settings.contacts(), outages, answers, load.acknowledged().size(), breaches);
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(duration.toMillis()));
    }
}

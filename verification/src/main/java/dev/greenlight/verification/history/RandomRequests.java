package dev.greenlight.verification.history;

import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.verification.history.HistoryEvent.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random wishes to ask people to opt in, half of them for people who have not said anything yet, and what those who
 * were asked say to it.
 */
final class RandomRequests {

    private static final int ASKED_AT_ONE_TIME = 6;

    private final Random random;
    private final HistoryShape shape;
    private final RandomTexts texts;
    private final List<Asked> asked = new ArrayList<>();
    private int count;

    RandomRequests(Random random, HistoryShape shape, RandomTexts texts) {
        this.random = random;
        this.shape = shape;
        this.texts = texts;
    }

    Asked at(Instant clock) {
        count++;
        boolean again = !asked.isEmpty() && random.nextInt(100) < 35;
        Asked before = again ? asked.get(random.nextInt(asked.size())) : null;
        String number = before != null
                ? before.number()
                : random.nextInt(100) < 25 ? RandomOffice.number(random, shape) : String.format("+1555777%04d", count);
        String tenant = before != null ? before.tenant() : RandomOffice.tenant(random.nextInt(shape.tenants()));
        var request = new Asked(tenant, number, "ask-" + count, clock);
        asked.add(request);
        if (asked.size() > ASKED_AT_ONE_TIME) {
            asked.removeFirst();
        }
        return request;
    }

    /** Somebody who was asked lately says something; somebody else where nobody was. */
    TextReceived answer(Instant clock) {
        if (asked.isEmpty()) {
            return texts.at(clock);
        }
        Asked request = asked.get(random.nextInt(asked.size()));
        return texts.answer(request.tenant(), request.number(), clock);
    }
}

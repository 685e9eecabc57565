package dev.greenlight.verification.history;

import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Random texts, most of them about consent and from few numbers, some of them late or at the very same time. */
final class RandomTexts {

    private final Random random;
    private final HistoryShape shape;
    private final Map<String, Instant> latest = new HashMap<>();
    private int count;

    RandomTexts(Random random, HistoryShape shape) {
        this.random = random;
        this.shape = shape;
    }

    TextReceived at(Instant clock) {
        String number = RandomOffice.number(random, shape);
        return text(RandomOffice.tenant(random.nextInt(shape.tenants())), number, Word.random(random), clock);
    }

    /** What somebody says who was asked something: yes or no more often than other things. */
    TextReceived answer(String tenant, String number, Instant clock) {
        Word word = switch (random.nextInt(5)) {
            case 0, 1 -> Word.YES;
            case 2 -> Word.NO;
            default -> Word.random(random);
        };
        return text(tenant, number, word, clock);
    }

    private TextReceived text(String tenant, String number, Word word, Instant clock) {
        boolean gatewayTime = random.nextInt(100) < 70;
        Instant receivedAt = gatewayTime ? gatewayTime(latest.getOrDefault(number, clock), clock) : clock;
        latest.put(number, receivedAt);
        count++;
        String gateway = gatewayTime ? "generic" : "twilio";
        return TextReceived.newBuilder()
                .setEventId(gateway + ":M" + count)
                .setTenant(tenant)
                .setGateway(gateway)
                .setGatewayMessageId("M" + count)
                .setFrom(number)
                .setTo("+18005551212")
                .setText(word.text)
                .setMeaning(word.meaning)
                .setKeyword(word.text)
                .setRule("default-vocabulary")
                .setStopsEverything(word == Word.STOPALL)
                .setGatewayHint(GatewayHint.NONE)
                .setGatewayReplied(random.nextBoolean())
                .setReceivedAt(receivedAt)
                .setReceivedAtSource(gatewayTime ? TimeSource.GATEWAY : TimeSource.GREENLIGHT)
                .setPublishedAt(clock)
                .build();
    }

    /** The gateway gives no time, so a repeated delivery carries the time at which it came again. */
    TextReceived receivedAgain(TextReceived first, Instant clock) {
        return TextReceived.newBuilder()
                .setEventId(first.getEventId())
                .setTenant(first.getTenant())
                .setGateway(first.getGateway())
                .setGatewayMessageId(first.getGatewayMessageId())
                .setFrom(first.getFrom())
                .setTo(first.getTo())
                .setText(first.getText())
                .setMeaning(first.getMeaning())
                .setKeyword(first.getKeyword())
                .setRule(first.getRule())
                .setStopsEverything(first.getStopsEverything())
                .setGatewayHint(first.getGatewayHint())
                .setGatewayReplied(first.getGatewayReplied())
                .setReceivedAt(clock)
                .setReceivedAtSource(first.getReceivedAtSource())
                .setPublishedAt(clock)
                .build();
    }

    private Instant gatewayTime(Instant before, Instant clock) {
        int what = random.nextInt(100);
        if (what < shape.lateTexts()) {
            return clock.minusMillis(random.nextLong(600_000));
        }
        if (what < shape.lateTexts() + 8) {
            return before;
        }
        if (what < shape.lateTexts() + 12) {
            return clock.plusMillis(random.nextLong(-300_000, 300_000));
        }
        return clock;
    }

    private enum Word {
        STOP(TextMeaning.OPT_OUT, "STOP", 32),
        STOPALL(TextMeaning.OPT_OUT, "STOPALL", 6),
        START(TextMeaning.OPT_IN, "START", 40),
        LEAVE_ME_ALONE(TextMeaning.REVIEW, "LEAVE ME ALONE", 6),
        YES(TextMeaning.CONFIRM, "YES", 6),
        NO(TextMeaning.DECLINE, "NO", 4),
        HELP(TextMeaning.HELP, "HELP", 6);

        private final TextMeaning meaning;
        private final String text;
        private final int percent;

        Word(TextMeaning meaning, String text, int percent) {
            this.meaning = meaning;
            this.text = text;
            this.percent = percent;
        }

        private static Word random(Random random) {
            int left = random.nextInt(100);
            for (Word word : values()) {
                left -= word.percent;
                if (left < 0) {
                    return word;
                }
            }
            return HELP;
        }
    }
}

package dev.greenlight.eligibility.domain.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.quiethours.FrequencyCap;
import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.eligibility.domain.quiethours.QuietHours;
import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import dev.greenlight.eligibility.domain.quiethours.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Against counting every report there was and trying every minute. */
class SendTimesTest {

    private static final QuietHours HOURS = new QuietHours();
    private static final SendTimes TIMES = new SendTimes(HOURS);
    private static final PlaceDirectory PLACES = new PlaceDirectory();
    private static final Instant START = Instant.parse("2026-07-15T00:00:00Z");

    @RepeatedTest(60)
    void agreesWithCountingEverythingInWhateverOrderItIsReported(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String state = List.of("FL", "OK", "OH").get(random.nextInt(3));
        Whereabouts where = PLACES.ofState(state).orElseThrow();
        boolean limited = !state.equals("OH");
        Instant now = START.plus(Duration.ofMinutes(random.nextInt(2_880, 4_320)));
        Map<String, Instant> reported = new HashMap<>();
        List<MessageSent> reports = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            var send = new MessageSent("m-" + i, now.minus(Duration.ofMinutes(random.nextInt(2_500))));
            reported.put(send.messageId(), send.sentAt());
            reports.add(send);
        }
        reports.addAll(reports.subList(0, random.nextInt(reports.size() + 1)));
        Collections.shuffle(reports, random);
        RecentSends sends = RecentSends.NONE;
        for (MessageSent send : reports) {
            sends = sends.and(send, TIMES.widestCap(), now);
        }

        SendTime time = TIMES.at(where, now, TenantQuietHours.NONE, sends);

        boolean open = HOURS.at(where, now, TenantQuietHours.NONE).open();
        boolean capped = limited && count(reported, now) >= 3;
        assertThat(time.quietHours()).isEqualTo(!open);
        assertThat(time.frequencyCap()).isEqualTo(capped);
        if (!open || capped) {
            assertThat(time.changesAt()).isEqualTo(firstMinute(where, limited, reported, now));
        }
    }

    @Test
    void noMoreIsKeptThanALimitCanAskAbout() {
        FrequencyCap widest = TIMES.widestCap();
        assertThat(widest).isEqualTo(new FrequencyCap(3, Duration.ofHours(24)));
        RecentSends sends = RecentSends.NONE;
        for (int i = 0; i < 50; i++) {
            sends = sends.and(new MessageSent("m-" + i, START.plusSeconds(i)), widest, START.plusSeconds(50));
            assertThat(sends.newestFirst()).hasSizeLessThanOrEqualTo(3);
        }
        assertThat(sends.asOf(widest, START.plusSeconds(49 + 86_399)).newestFirst())
                .hasSize(1);
        assertThat(sends.asOf(widest, START.plusSeconds(49 + 86_400)).isEmpty()).isTrue();
    }

    private static long count(Map<String, Instant> reported, Instant at) {
        return reported.values().stream()
                .filter(sentAt -> sentAt.isAfter(at.minus(Duration.ofHours(24))))
                .count();
    }

    private static Instant firstMinute(Whereabouts where, boolean limited, Map<String, Instant> reported, Instant now) {
        Instant minute = now;
        while (limited && count(reported, minute) >= 3
                || !HOURS.at(where, minute, TenantQuietHours.NONE).open()) {
            minute = minute.plusSeconds(60);
        }
        return minute;
    }
}

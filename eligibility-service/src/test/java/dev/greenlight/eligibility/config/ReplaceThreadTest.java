package dev.greenlight.eligibility.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ReplaceThreadTest {

    @Test
    void everyFailureStartsANewThread() {
        assertThat(new ReplaceThread("lane").handle(new IllegalStateException("broken")))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    @Test
    void thePauseGrowsUpToALimit() {
        assertThat(ReplaceThread.pauseAfter(0)).isEqualTo(Duration.ofMillis(100));
        assertThat(ReplaceThread.pauseAfter(3)).isEqualTo(Duration.ofMillis(800));
        assertThat(ReplaceThread.pauseAfter(1_000)).isEqualTo(Duration.ofSeconds(10));
    }
}

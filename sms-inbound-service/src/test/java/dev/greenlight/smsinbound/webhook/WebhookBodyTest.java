package dev.greenlight.smsinbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;

class WebhookBodyTest {

    private static final String TEXT = "Body=STOP&From=%2B14158675309";

    @Test
    void bodyIsReadAsItDrips() throws IOException {
        assertThat(read(dripping(TEXT), TEXT.length(), Duration.ofHours(1))).isEqualTo(TEXT);
    }

    @Test
    void bodyOfUnknownLengthIsReadToItsEnd() throws IOException {
        assertThat(read(dripping(TEXT), -1, Duration.ofHours(1))).isEqualTo(TEXT);
    }

    @Test
    void bodyThatEndsEarlyIsWhatCame() throws IOException {
        assertThat(read(dripping("Body="), TEXT.length(), Duration.ofHours(1))).isEqualTo("Body=");
    }

    @Test
    void bodyThatDripsForTooLongIsGivenUp() {
        assertThatThrownBy(() -> read(dripping(TEXT), TEXT.length(), Duration.ZERO))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(dripping(TEXT), -1, Duration.ZERO)).isInstanceOf(IOException.class);
    }

    @Test
    void endlessBodyIsNotReadFurtherThanToSeeThatItIsTooLarge() throws IOException {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }
        };
        assertThat(read(endless, -1, Duration.ofHours(1))).hasSize(WebhookController.LARGEST_BODY + 1);
    }

    private static String read(InputStream sent, int announced, Duration slowest) throws IOException {
        var request = new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(sent);
            }

            @Override
            public int getContentLength() {
                return announced;
            }
        };
        return new String(WebhookController.body(request, slowest), StandardCharsets.UTF_8);
    }

    /** One byte at a time. */
    private static InputStream dripping(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
    }
}

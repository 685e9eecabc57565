package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import static dev.greenlight.smsinbound.webhook.Call.assertRefused;
import static dev.greenlight.smsinbound.webhook.Call.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Long texts on their way through the gateway. */
class VonageLongTextTest {

    private static final VonageKey KEY = VonageKey.of(SignatureMethod.HMAC_SHA256, VonageCalls.SECRET);

    /** Of the first delivery of every piece; what is delivered again has it too. */
    private static final Instant SIGNED_AT = Instant.parse("2026-01-15T17:00:05Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(SIGNED_AT);
    private final InstantSource source = now::get;
    private final VonageSmsGateway gateway = new VonageSmsGateway(
            Map.of("acme", List.of(KEY), "other", List.of(KEY)),
            (tenant, text) -> text.body().strip().equals("START"),
            source.withZone(ZoneOffset.UTC));

    @Test
    void stopInTwoPiecesIsAStop() {
        assertRefused(read(part("m-2", 2, "OP").with("message-timestamp", "2026-01-15 17:00:01")), Refusal.INCOMPLETE);
        InboundText text = text(read(part("m-1", 1, "ST").with("message-timestamp", "2026-01-15 17:00:02")));

        assertThat(text.eventId()).isEqualTo("vonage-sms:m-1");
        assertThat(text.body()).isEqualTo("STOP");
        assertThat(text.from()).isEqualTo("+14158675309");
        assertThat(text.to()).isEqualTo("+18005551212");
        assertThat(text.receivedAt()).isEqualTo(Instant.parse("2026-01-15T17:00:01Z"));
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GATEWAY);
        assertThat(text(read(part("m-2", 2, "OP").with("message-timestamp", "2026-01-15 17:00:01"))))
                .isEqualTo(text);
    }

    @Test
    void stopWhoseOtherPieceNeverComesIsNotLost() {
        assertRefused(read(part("m-2", 2, "STOP")), Refusal.INCOMPLETE);
        pass(Duration.ofMinutes(10));
        assertRefused(read(part("m-2", 2, "STOP")), Refusal.INCOMPLETE);
        pass(Duration.ofSeconds(1));

        InboundText text = text(read(part("m-2", 2, "STOP")));
        assertThat(text.body()).isEqualTo(" STOP");
        assertThat(text.eventId()).isEqualTo("vonage-sms:m-2.1of2");
    }

    @Test
    void startWhoseOtherPieceNeverComesIsNotBelieved() {
        assertRefused(read(part("m-2", 2, "START")), Refusal.INCOMPLETE);
        pass(Duration.ofMinutes(11));

        assertThat(read(part("m-2", 2, "START"))).isEqualTo(Verified.NOTHING);
        assertThat(text(read(part("m-1", 1, ""))).body()).isEqualTo("START");
    }

    @Test
    void lastRepeatOfADayStillCounts() {
        assertRefused(read(part("m-2", 2, "OP")), Refusal.INCOMPLETE);
        pass(Duration.ofHours(24));

        assertThat(text(read(part("m-1", 1, "ST"))).body()).isEqualTo("STOP");
    }

    @Test
    void tenantsDoNotShareTheirTexts() {
        assertRefused(read(part("m-1", 1, "ST")), Refusal.INCOMPLETE);
        assertRefused(
                gateway.read(part("m-2", 2, "OP").sign().asForm().to("other").request()), Refusal.INCOMPLETE);
        assertThat(text(read(part("m-2", 2, "OP"))).body()).isEqualTo("STOP");
    }

    @Test
    void forgedPieceIsNotKept() {
        WebhookReading forged = gateway.read(
                part("m-1", 1, "STA").sign().with("text", "ST").asForm().request());

        assertRefused(forged, Refusal.BAD_SIGNATURE);
        assertRefused(read(part("m-2", 2, "OP")), Refusal.INCOMPLETE);
    }

    @Test
    void pieceThatDoesNotSayOfWhatIsATextOfItsOwn() {
        assertThat(text(read(part("m-1", 1, "STOP").without("concat-ref"))).body())
                .isEqualTo("STOP");
        assertThat(text(read(part("m-1", 1, "STOP").with("concat-part", "3"))).body())
                .isEqualTo("STOP");
    }

    private static VonageCalls part(String id, int number, String text) {
        return VonageCalls.part(id, number, 2, text, SIGNED_AT);
    }

    private WebhookReading read(VonageCalls call) {
        return gateway.read(call.sign().asForm().request());
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}

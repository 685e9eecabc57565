package dev.greenlight.smsinbound.webhook.gateway.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.BlockedNumber.Cause;
import dev.greenlight.smsinbound.domain.InboundEvent;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refused;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class BandwidthGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:05Z");
    private static final String RIGHT = basic("bandwidth:pass:word ünder 12");
    private static final String RECEIVED = """
            {"type":"message-received","time":"2026-01-15T17:00:00.000Z","description":"Incoming message received",\
            "to":"+18005551212","message":{"id":"m1","owner":"+18005551212","applicationId":"a","time":\
            "2026-01-15T16:59:59.000Z","segmentCount":1,"direction":"in","to":["+18005551212"],"from":"+14158675309",\
            "text":"STOP","tag":""}}""";
    private static final String FAILED = """
            {"type":"message-failed","time":"2026-01-15T17:00:00.000Z","description":"rejected","to":"+14158675309",\
            "errorCode":4775,"message":{"id":"m2","owner":"+18005551212","direction":"out","to":["+14158675309"],\
            "from":"+18005551212","text":""}}""";

    private final BandwidthGateway gateway = new BandwidthGateway(
            Map.of(
                    "acme",
                    List.of(
                            new BandwidthUser("before", "the-password-before"),
                            new BandwidthUser("bandwidth", "pass:word ünder 12")),
                    "other",
                    List.of(new BandwidthUser("bandwidth", "another-password")),
                    "none",
                    List.of()),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void receivedMessageIsAText() {
        InboundText text = (InboundText) events(call("[" + RECEIVED + "]")).getFirst();

        assertThat(text.eventId()).isEqualTo("bandwidth:m1");
        assertThat(text.from()).isEqualTo("+14158675309");
        assertThat(text.to()).isEqualTo("+18005551212");
        assertThat(text.body()).isEqualTo("STOP");
        assertThat(text.receivedAt()).isEqualTo(Instant.parse("2026-01-15T17:00:00Z"));
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GATEWAY);
        assertThat(text.gatewayReplied()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"4775,OPTED_OUT", "'\"4775\"',OPTED_OUT", "4721,DEACTIVATED"})
    void failureThatSpeaksOfThePersonIsAReport(String code, Cause cause) {
        BlockedNumber report = (BlockedNumber)
                events(call("[" + FAILED.replace("4775", code) + "]")).getFirst();

        assertThat(report.eventId()).isEqualTo("bandwidth:m2");
        assertThat(report.number()).isEqualTo("+14158675309");
        assertThat(report.sender()).isEqualTo("+18005551212");
        assertThat(report.cause()).isEqualTo(cause);
        assertThat(report.code()).isEqualTo(code.replace("\"", ""));
        assertThat(report.reportedAt()).isEqualTo(Instant.parse("2026-01-15T17:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4482", "4720", "4750", "4770", "4790", "5650", "9999", "null", "4775.0", "true"})
    void otherFailuresTellNothing(String code) {
        assertThat(call("[" + FAILED.replace("4775", code) + "]")).isEqualTo(Verified.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"type\":\"message-delivered\",\"message\":{\"id\":\"m3\"}}]",
                "[{\"type\":\"message-sending\"},{\"type\":\"of-tomorrow\"}]"
            })
    void otherEventsTellNothing(String body) {
        assertThat(call(body)).isEqualTo(Verified.NOTHING);
    }

    @Test
    void severalEventsKeepTheirOrder() {
        String again = RECEIVED.replace("\"m1\"", "\"m4\"").replace("STOP", "START");

        assertThat(events(call("[" + RECEIVED + "," + FAILED + "," + again + "," + RECEIVED + "]")))
                .extracting(event -> event instanceof InboundText text ? text.eventId() : event.toString())
                .containsExactly("bandwidth:m1", "BlockedNumber[bandwidth OPTED_OUT]", "bandwidth:m4", "bandwidth:m1");
    }

    @Test
    void unreadableEventDoesNotLoseTheOthers() {
        String broken = RECEIVED.replace("\"from\"", "\"sender\"");

        assertThat(call("[" + broken + ",7," + RECEIVED + "]")).isInstanceOfSatisfying(Verified.class, verified -> {
            assertThat(verified.events()).hasSize(1);
            assertThat(verified.isWhole()).as("so that the call comes again").isFalse();
        });
        assertRefused(call("[" + broken + "]"), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[",
                "[{}]",
                "[{\"type\":1}]",
                "[{\"type\":\"message-received\"}]",
                "[{\"type\":\"message-received\",\"message\":\"STOP\"}]",
                "[{\"type\":\"message-failed\",\"errorCode\":4775}]",
                "[{\"type\":\"message-failed\",\"errorCode\":4775,\"to\":\"+14158675309\",\"message\":{\"id\":\"1\"}}]",
                "[{\"type\":\"message-received\",\"type\":\"message-failed\"}]"
            })
    void callWithNothingReadableIsMalformed(String body) {
        assertRefused(call(body), Refusal.MALFORMED);
    }

    @Test
    void copyOfAGroupTextBelongsToItsOwner() {
        String group = RECEIVED.replace("\"owner\":\"+18005551212\"", "\"owner\":\"+18005551213\"")
                .replace("[\"+18005551212\"]", "[\"+18005551212\",\"+18005551213\"]");

        assertThat(((InboundText) events(call("[" + group + "]")).getFirst()).to())
                .isEqualTo("+18005551213");
        assertThat(((InboundText) events(call("[" + RECEIVED.replace("\"owner\"", "\"x\"") + "]"))
                                .getFirst())
                        .to())
                .isEqualTo("+18005551212");
    }

    @Test
    void pictureWithoutWordsIsAnEmptyText() {
        assertThat(((InboundText) events(call("[" + RECEIVED.replace("\"text\":\"STOP\",", "") + "]"))
                                .getFirst())
                        .body())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-15T17:05:05.001Z", "soon"})
    void timeThatIsNotCredibleIsReplacedByOurs(String time) {
        InboundText text = (InboundText) events(call("[" + RECEIVED.replace("2026-01-15T17:00:00.000Z", time) + "]"))
                .getFirst();

        assertThat(text.receivedAt()).isEqualTo(NOW);
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
    }

    @Test
    void eitherOfTwoUsersMayCall() {
        assertThat(read("acme", basic("before:the-password-before"), "[]")).isEqualTo(Verified.NOTHING);
        assertThat(read("acme", RIGHT.replace("Basic", "bAsIc"), "[]")).isEqualTo(Verified.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "bandwidth",
                "bandwidth:",
                "bandwidth:pass",
                ":pass:word ünder 12",
                "bandwidthpass:word ünder 12",
                "Bandwidth:pass:word ünder 12",
                "before:pass:word ünder 12",
                "bandwidth:the-password-before",
                "bandwidth:pass:word ünder 12 ",
                "bandwidth:pass:word ünder 12\u0000"
            })
    void otherCredentialsAreRefused(String credentials) {
        assertRefused(read("acme", basic(credentials), "[" + RECEIVED + "]"), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !", "Bearer abc", "Basicx", "bandwidth:pass:word ünder 12"})
    void otherHeadersAreRefused(String header) {
        assertRefused(read("acme", header, "[]"), Refusal.BAD_SIGNATURE);
    }

    @Test
    void missingHeaderIsRefusedWithAChallenge() {
        assertRefused(read("acme", null, "[]"), Refusal.BAD_SIGNATURE);
        assertThat(gateway.unverifiedStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(gateway.unverifiedHeaders().getFirst("WWW-Authenticate")).isEqualTo("Basic realm=\"greenlight\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "none", "nobody"})
    void otherTenantsDoNotVouch(String tenant) {
        assertRefused(read(tenant, RIGHT, "[" + RECEIVED + "]"), Refusal.BAD_SIGNATURE);
    }

    @Test
    void otherCallsAreNotRead() {
        assertRefused(read("acme", "PUT", RIGHT, "application/json", "[]"), Refusal.METHOD_NOT_ALLOWED);
        assertRefused(read("acme", "POST", RIGHT, "text/plain", "[]"), Refusal.UNSUPPORTED_CONTENT);
    }

    @Test
    void userShowsNeitherItsNameNorItsPassword() {
        assertThat(new BandwidthUser("bandwidth", "secret-of-ours")).hasToString("BandwidthUser");
        assertThatIllegalArgumentException().isThrownBy(() -> new BandwidthUser("a:b", "secret-of-ours"));
    }

    private WebhookReading call(String body) {
        return read("acme", RIGHT, body);
    }

    private WebhookReading read(String tenant, @Nullable String authorization, String body) {
        return read(tenant, "POST", authorization, "application/json; charset=utf-8", body);
    }

    private WebhookReading read(
            String tenant, String method, @Nullable String authorization, String contentType, String body) {
        return gateway.read(new WebhookRequest(
                tenant,
                method,
                "https://sms.example.test/webhooks/bandwidth/" + tenant,
                null,
                name -> switch (name) {
                    case "Content-Type" -> contentType;
                    case "Authorization" -> authorization;
                    default -> null;
                },
                body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static List<InboundEvent> events(WebhookReading reading) {
        assertThat(reading).isInstanceOf(Verified.class);
        return ((Verified) reading).events();
    }

    private static void assertRefused(WebhookReading reading, Refusal reason) {
        assertThat(reading).isEqualTo(new Refused(reason));
    }
}

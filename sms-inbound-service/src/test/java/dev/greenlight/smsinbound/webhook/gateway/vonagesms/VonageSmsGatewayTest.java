package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import static dev.greenlight.smsinbound.webhook.Call.assertRefused;
import static dev.greenlight.smsinbound.webhook.Call.report;
import static dev.greenlight.smsinbound.webhook.Call.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.Call;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class VonageSmsGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:00Z");

    private final VonageSmsGateway gateway = new VonageSmsGateway(
            Map.of(
                    "acme", List.of(key("before"), key(VonageCalls.SECRET)),
                    "md5", List.of(VonageKey.of(SignatureMethod.MD5_HASH, VonageCalls.SECRET)),
                    "other", List.of(key("another")),
                    "none", List.of()),
            (tenant, text) -> text.body().strip().equals("START"),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void textComesAsQueryFormAndJson() {
        VonageCalls stop = VonageCalls.text("m-1", "STOP", NOW)
                .with("keyword", "STOP")
                .with("nonce", "n")
                .sign();

        for (Call call : List.of(stop.asQuery(), stop.asForm(), stop.asJson())) {
            InboundText text = text(read(call));
            assertThat(text.eventId()).isEqualTo("vonage-sms:m-1");
            assertThat(text.from()).isEqualTo("+14158675309");
            assertThat(text.to()).isEqualTo("+18005551212");
            assertThat(text.body()).isEqualTo("STOP");
            assertThat(text.receivedAt()).isEqualTo(NOW);
            assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GATEWAY);
            assertThat(text.hint()).isEqualTo(GatewayHint.NONE);
            assertThat(text.gatewayReplied()).isFalse();
        }
    }

    @Test
    void publishedVectorIsVerified() {
        String form = "msisdn=14158675309&to=18005551212&messageId=0A0000000123ABCD1&text=STOP&type=text&keyword=STOP"
                + "&message-timestamp=2026-01-15+17%3A00%3A00&timestamp=1768496400"
                + "&nonce=aaaaaaaa-bbbb-cccc-dddd-0123456789ab&sig=";
        Call call = Call.postForm(
                VonageCalls.URL, form + "8cbc2106d24646844d0d81afa51db873505ae78fbbda986e7098898305422c32");

        assertThat(text(read(call)).body()).isEqualTo("STOP");
        assertRefused(read(call.to("md5")), Refusal.BAD_SIGNATURE);
        assertRefused(read(call.withBody(form + "4302355afe2e74f1f21af46a32d6253c")), Refusal.BAD_SIGNATURE);
        assertThat(text(read(call.to("md5").withBody(form + "4302355afe2e74f1f21af46a32d6253c")))
                        .body())
                .isEqualTo("STOP");
    }

    @Test
    void numbersAndTruthValuesOfJsonAreSignedAsTheyAreWritten() {
        VonageCalls stop =
                VonageCalls.text("m-1", "STOP", NOW).with("concat", "false").with("price", "1.50");
        Call call = stop.sign().asJson();
        String json = call.body()
                .replace("\"" + NOW.getEpochSecond() + "\"", Long.toString(NOW.getEpochSecond()))
                .replace("\"false\"", "false");

        assertThat(text(read(call.withBody(json))).body()).isEqualTo("STOP");
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_700, -86_400, -301, -1, 1, 300})
    void signatureIsGoodForAsLongAsVonageDeliversAgain(long offset) {
        assertThat(read(VonageCalls.text("m", "STOP", NOW.plusSeconds(offset))
                        .sign()
                        .asForm()))
                .isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_701, 301, -1_000_000, 86_400})
    void olderAndLaterSignaturesAreRefused(long offset) {
        assertRefused(
                read(VonageCalls.text("m", "STOP", NOW.plusSeconds(offset))
                        .sign()
                        .asForm()),
                Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"msisdn", "to", "messageId", "text", "type", "message-timestamp", "timestamp"})
    void everyParameterIsSigned(String name) {
        VonageCalls signed = VonageCalls.text("m-1", "STOP", NOW).sign();

        assertRefused(
                read(signed.with(name, name.equals("timestamp") ? "1768496401" : "STOP!")
                        .asForm()),
                Refusal.BAD_SIGNATURE);
        assertRefused(read(signed.without(name).asForm()), Refusal.BAD_SIGNATURE);
    }

    @Test
    void addedParametersAndQueriesDoNotHelp() {
        VonageCalls signed = VonageCalls.text("m-1", "STOP", NOW).sign();
        Call call = signed.asForm();

        assertRefused(read(call.withBody(call.body() + "&new=1")), Refusal.BAD_SIGNATURE);
        assertRefused(read(call.withBody(call.body() + "&text=START")), Refusal.BAD_SIGNATURE);
        assertRefused(read(call.withBody(call.body() + "&text=STOP")), Refusal.BAD_SIGNATURE);
        assertThat(text(read(call.withUrl(VonageCalls.URL + "?text=START"))).body())
                .isEqualTo("STOP");
        Call json = signed.asJson();
        assertRefused(read(json.withBody(json.body().replace("{", "{\"text\":\"START\","))), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "00", "8cbc2106d24646844d0d81afa51db873505ae78fbbda986e7098898305422c3"})
    void oddSignaturesAreRefused(String signature) {
        assertRefused(
                read(VonageCalls.text("m", "STOP", NOW).with("sig", signature).asForm()), Refusal.BAD_SIGNATURE);
        assertRefused(read(VonageCalls.text("m", "STOP", NOW).asForm()), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"STOP\""})
    void jsonThatCannotBeReadIsNotSigned(String body) {
        assertRefused(read(Call.postJson(VonageCalls.URL, body)), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "md5", "none", "nobody"})
    void otherTenantsDoNotVouch(String tenant) {
        assertRefused(read(VonageCalls.text("m", "STOP", NOW).sign().asForm().to(tenant)), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"msisdn", "to", "messageId", "text"})
    void signedCallWithoutWhatATextNeedsIsMalformed(String name) {
        assertRefused(
                read(VonageCalls.text("m", "STOP", NOW).without(name).sign().asForm()), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-15T17:00:00Z", "2026-02-30 17:00:00", "1969-12-31 23:59:59"})
    void timeThatCannotBeReadIsReplacedByOurs(String time) {
        InboundText text = text(read(VonageCalls.text("m", "STOP", NOW)
                .with("message-timestamp", time)
                .sign()
                .asForm()));

        assertThat(text.receivedAt()).isEqualTo(NOW);
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
    }

    @Test
    void shortCodesKeepTheirDigits() {
        assertThat(text(read(VonageCalls.text("m", "STOP", NOW)
                                .with("to", "55512")
                                .sign()
                                .asForm()))
                        .to())
                .isEqualTo("55512");
    }

    @Test
    void binaryMessagesAreNothingThatAPersonTyped() {
        assertThat(read(VonageCalls.text("m", "", NOW)
                        .without("text")
                        .with("type", "binary")
                        .with("data", "0A")
                        .sign()
                        .asForm()))
                .isEqualTo(Verified.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"failed,9,OPTED_OUT", "rejected,9,OPTED_OUT", "failed,3,DEACTIVATED"})
    void receiptSaysThatANumberIsBlocked(String status, String code, BlockedNumber.Cause cause) {
        BlockedNumber report = report(read(receipt(status, code).sign().asForm()));

        assertThat(report.eventId()).isEqualTo("vonage-sms:m-2");
        assertThat(report.number()).isEqualTo("+14158675309");
        assertThat(report.sender()).isEqualTo("+18005551212");
        assertThat(report.cause()).isEqualTo(cause);
        assertThat(report.code()).isEqualTo(code);
        assertThat(report.reportedAt()).isEqualTo(NOW);
    }

    @Test
    void otherReceiptsTellNothing() {
        assertThat(read(receipt("delivered", "0").sign().asForm())).isEqualTo(Verified.NOTHING);
        assertThat(read(receipt("failed", "6").sign().asForm())).isEqualTo(Verified.NOTHING);
        assertThat(read(receipt("delivered", "9").sign().asForm())).isEqualTo(Verified.NOTHING);
        assertThat(read(receipt("failed", "9").with("to", "AcmeInc").sign().asForm()))
                .isEqualTo(Verified.NOTHING);
        assertRefused(read(receipt("failed", "9").without("msisdn").sign().asForm()), Refusal.MALFORMED);
    }

    @Test
    void whatWeCannotVerifyOrReadIsDeliveredAgain() {
        assertThat(gateway.unverifiedStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(gateway.malformedStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void otherCallsAreNotRead() {
        Call call = VonageCalls.text("m", "STOP", NOW).sign().asForm();

        assertRefused(read(call.withMethod("PUT")), Refusal.METHOD_NOT_ALLOWED);
        assertRefused(read(call.with("Content-Type", "text/plain")), Refusal.UNSUPPORTED_CONTENT);
        assertRefused(read(call.without("Content-Type")), Refusal.UNSUPPORTED_CONTENT);
        assertRefused(read(call.withBody("a&".repeat(1_001))), Refusal.TOO_MANY_PARAMETERS);
        assertRefused(read(Call.get(VonageCalls.URL)), Refusal.BAD_SIGNATURE);
    }

    private static VonageCalls receipt(String status, String code) {
        return VonageCalls.text("m-2", "", NOW)
                .without("text")
                .without("type")
                .with("status", status)
                .with("err-code", code);
    }

    private static VonageKey key(String secret) {
        return VonageKey.of(SignatureMethod.HMAC_SHA256, secret);
    }

    private WebhookReading read(Call call) {
        return gateway.read(call.request());
    }
}

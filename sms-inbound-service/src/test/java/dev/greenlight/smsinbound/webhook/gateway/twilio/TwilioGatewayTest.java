package dev.greenlight.smsinbound.webhook.gateway.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.GatewayHint;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:00.123456Z");
    private static final String TOKEN = "12345";
    private static final String URL = "https://sms.example.test/webhooks/twilio";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** The parameters of an inbound text, in the order in which they came; the body last. */
    private static final String PARAMETERS = "ToCountry=US&ToState=CA&SmsMessageSid=SM00000000000000000000000000000001"
            + "&NumMedia=0&ToCity=&FromZip=94105&SmsSid=SM00000000000000000000000000000001&FromState=CA"
            + "&SmsStatus=received&FromCity=SAN+FRANCISCO&FromCountry=US&To=%2B18005551212&ToZip=&NumSegments=1"
            + "&MessageSid=SM00000000000000000000000000000001&AccountSid=AC00000000000000000000000000000001"
            + "&From=%2B14158675309&ApiVersion=2010-04-01&Body=";

    private static final String STATUS =
            "From=%2B18005551212&To=%2B14158675309" + "&MessageSid=SM00000000000000000000000000000002&MessageStatus=";

    private final TwilioGateway gateway = new TwilioGateway(
            Map.of("acme", List.of("the-token-before", TOKEN), "other", List.of("another"), "none", List.of()),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STOP|32a1ZKstjcVtbhn+uPqUQ2kpyhE=",
                "STOP&OptOutType=STOP&MessagingServiceSid=MG00000000000000000000000000000001"
                        + "|ZZswXXxxf5ckOsaUfJxYHUH3ibQ=",
                "ARR%C3%8AT+%F0%9F%9B%91|OwEdpJIIu8oMcEkuhMfHJmuxjkg=",
                "|KHVjWATJUrrsJCR7nZA03IZoCGs=",
                "START|kxNREyUWbio9c/0PCmifkVV+yjo="
            })
    void publishedVectorsAreVerified(@Nullable String body, String signature) {
        assertThat(post(PARAMETERS + (body == null ? "" : body), signature)).isInstanceOf(Verified.class);
    }

    @Test
    void verifiedTextSaysWhatCame() {
        InboundText text = text(post(
                PARAMETERS + "STOP&OptOutType=STOP&MessagingServiceSid=MG00000000000000000000000000000001",
                "ZZswXXxxf5ckOsaUfJxYHUH3ibQ="));

        assertThat(text.eventId()).isEqualTo("twilio:SM00000000000000000000000000000001");
        assertThat(text.from()).isEqualTo("+14158675309");
        assertThat(text.to()).isEqualTo("+18005551212");
        assertThat(text.body()).isEqualTo("STOP");
        assertThat(text.hint()).isEqualTo(GatewayHint.STOP);
        assertThat(text.gatewayReplied()).isTrue();
        assertThat(text.receivedAt()).isEqualTo(Instant.parse("2026-01-15T17:00:00.123Z"));
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
        assertThat(text(post(PARAMETERS + "ARR%C3%8AT+%F0%9F%9B%91", "OwEdpJIIu8oMcEkuhMfHJmuxjkg="))
                        .body())
                .isEqualTo("ARRÊT 🛑");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "32a1ZKstjcVtbhn+uPqUQ2kpyhE",
                "32a1ZKstjcVtbhn+uPqUQ2kpyhF=",
                "32A1ZKSTJCVTBHN+UPQUQ2KPYHE=",
                "kxNREyUWbio9c/0PCmifkVV+yjo=",
                "ŝ"
            })
    void otherSignaturesAreRefused(String signature) {
        assertRefused(post(PARAMETERS + "STOP", signature), Refusal.BAD_SIGNATURE);
    }

    @Test
    void forgedStartDoesNotPassWithTheSignatureOfAStop() {
        assertRefused(post(PARAMETERS + "START", "32a1ZKstjcVtbhn+uPqUQ2kpyhE="), Refusal.BAD_SIGNATURE);
    }

    @Test
    void missingSignatureIsRefused() {
        assertRefused(read("acme", "POST", URL, FORM, null, PARAMETERS + "STOP"), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "none", "nobody"})
    void otherTenantsDoNotVouch(String tenant) {
        assertRefused(
                read(tenant, "POST", URL, FORM, "32a1ZKstjcVtbhn+uPqUQ2kpyhE=", PARAMETERS + "STOP"),
                Refusal.BAD_SIGNATURE);
    }

    @Test
    void orderOfParametersDoesNotMatterAndPresenceDoes() {
        String shuffled = "Body=STOP&" + PARAMETERS.substring(0, PARAMETERS.length() - "&Body=".length());

        assertThat(post(shuffled, "32a1ZKstjcVtbhn+uPqUQ2kpyhE=")).isInstanceOf(Verified.class);
        assertRefused(post(shuffled + "&New=1", "32a1ZKstjcVtbhn+uPqUQ2kpyhE="), Refusal.BAD_SIGNATURE);
        assertThat(post(shuffled + "&New=1", sign(URL, shuffled + "&New=1"))).isInstanceOf(Verified.class);
    }

    @Test
    void namesAreSortedByCodeAndNotByLetter() {
        String form = "b=2&a=1&B=4&A=3&_=5&From=%2B14158675309&To=1&Body=&MessageSid=SM1";

        assertThat(post(
                        form,
                        SignedCalls.base64HmacSha1(TOKEN, URL + "A3B4BodyFrom+14158675309MessageSidSM1To1_5a1b2")))
                .isInstanceOf(Verified.class);
    }

    @Test
    void repeatedParametersAreSignedSortedAndOnce() {
        String form = "MediaUrl=b&MediaUrl=a&MediaUrl=b&From=%2B14158675309&To=1&Body=&MessageSid=SM1";

        assertThat(post(
                        form,
                        SignedCalls.base64HmacSha1(
                                TOKEN, URL + "BodyFrom+14158675309MediaUrlaMediaUrlbMessageSidSM1To1")))
                .isInstanceOf(Verified.class);
    }

    @Test
    void twoSendersInOneCallAreNobody() {
        String form = "From=%2B14158675309&From=%2B14158675310&To=1&Body=STOP&MessageSid=SM1";

        assertRefused(
                post(
                        form,
                        SignedCalls.base64HmacSha1(
                                TOKEN, URL + "BodySTOPFrom+14158675309From+14158675310MessageSidSM1To1")),
                Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sms.example.test/webhooks/twilio",
                "https://sms.example.test:443/webhooks/twilio",
                "https://sms.example.test/webhooks/twilio?a=1",
                "https://user:pa%20ss@sms.example.test/webhooks/twilio?x=a:b@c",
                "http://[2001:db8::1]/webhooks/twilio"
            })
    void portMayBePartOfTheSignedUrlOrNot(String url) {
        String withPort = url.contains("2001")
                ? "http://[2001:db8::1]:80/webhooks/twilio"
                : url.replace("sms.example.test:443", "sms.example.test")
                        .replace("sms.example.test", "sms.example.test:443");
        String withoutPort = url.replace("sms.example.test:443", "sms.example.test");
        String form = PARAMETERS + "STOP";

        for (String signed : List.of(url, withPort, withoutPort)) {
            assertThat(read("acme", "POST", url, FORM, sign(signed, form), form))
                    .as(signed)
                    .isInstanceOf(Verified.class);
        }
    }

    @Test
    void ownPortMayBeLeftOutOfTheSignedUrl() {
        String url = "https://sms.example.test:8443/webhooks/twilio";
        String form = PARAMETERS + "STOP";

        assertThat(read("acme", "POST", url, FORM, sign(url, form), form)).isInstanceOf(Verified.class);
        assertThat(read("acme", "POST", url, FORM, sign(URL, form), form)).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sms.example.test/webhooks/twilio",
                "https://sms.example.test/webhooks/Twilio",
                "https://sms.example.test/webhooks/twilio/",
                "https://evil.example.test/webhooks/twilio"
            })
    void otherUrlIsAnotherCall(String signed) {
        String form = PARAMETERS + "STOP";

        assertRefused(post(form, sign(signed, form)), Refusal.BAD_SIGNATURE);
    }

    @Test
    void apostropheInTheQueryMayBeEscapedOrNot() {
        String form = PARAMETERS + "STOP";
        String plain = URL + "?name=O'Neil&x=%20y";
        String escaped = URL + "?name=O%27Neil&x=%20y";

        for (String called : List.of(plain, escaped)) {
            for (String signed : List.of(plain, escaped)) {
                assertThat(read("acme", "POST", called, FORM, sign(signed, form), form))
                        .as(called + " signed as " + signed)
                        .isInstanceOf(Verified.class);
            }
        }
    }

    @Test
    void queryIsPartOfTheUrlAndNotOfTheForm() {
        String form = PARAMETERS + "STOP";
        String url = URL + "?Body=START";

        assertThat(text(read("acme", "POST", url, FORM, sign(url, form), form)).body())
                .isEqualTo("STOP");
    }

    @Test
    void getCarriesItsParametersInTheSignedUrl() {
        String url = URL + "?" + PARAMETERS + "STOP";
        String signature = SignedCalls.base64HmacSha1(TOKEN, url);

        assertThat(text(read("acme", "GET", url, null, signature, "")).body()).isEqualTo("STOP");
        assertRefused(
                read("acme", "GET", URL + "?" + PARAMETERS + "START", null, signature, ""), Refusal.BAD_SIGNATURE);
        assertRefused(read("acme", "HEAD", url, null, signature, ""), Refusal.METHOD_NOT_ALLOWED);
    }

    @Test
    void jsonIsVouchedForByItsHashInTheUrl() {
        String body = """
                {"MessageSid":"SM1","From":"+14158675309","To":"+18005551212","Body":"STOP"}""";
        String url = URL + "?bodySHA256=" + SignedCalls.sha256Hex(body);
        String signature = SignedCalls.base64HmacSha1(TOKEN, url);

        assertThat(text(read("acme", "POST", url, "application/json", signature, body))
                        .body())
                .isEqualTo("STOP");
        assertRefused(
                read("acme", "POST", url, "application/json", signature, body.replace("STOP", "START")),
                Refusal.BAD_SIGNATURE);
        assertRefused(
                read("acme", "POST", URL, "application/json", SignedCalls.base64HmacSha1(TOKEN, URL), body),
                Refusal.BAD_SIGNATURE);
        assertRefused(
                read("acme", "POST", url, "application/json", SignedCalls.base64HmacSha1(TOKEN, URL), body),
                Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MessageSid", "From", "To", "Body"})
    void signedCallWithoutWhatATextNeedsIsMalformed(String missing) {
        String form = (PARAMETERS + "STOP").replace("&" + missing + "=", "&X" + missing + "=");

        assertRefused(post(form, sign(URL, form)), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "undelivered", "Failed"})
    void statusThatSaysOptedOutIsAReport(String status) {
        String form = STATUS + status + "&ErrorCode=21610";
        BlockedNumber report =
                (BlockedNumber) events(post(form, sign(URL, form))).getFirst();

        assertThat(report.eventId()).isEqualTo("twilio:SM00000000000000000000000000000002");
        assertThat(report.number()).isEqualTo("+14158675309");
        assertThat(report.sender()).isEqualTo("+18005551212");
        assertThat(report.cause()).isEqualTo(BlockedNumber.Cause.OPTED_OUT);
        assertThat(report.code()).isEqualTo("21610");
        assertThat(report.reportedAt()).isEqualTo(Instant.parse("2026-01-15T17:00:00.123Z"));
        assertThat(report.reportedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queued",
                "sent",
                "delivered",
                "read",
                "failed&ErrorCode=30003",
                "undelivered&ErrorCode=30005",
                "undelivered&ErrorCode=30006",
                "failed&ErrorCode=",
                "failed&ErrorCode=21610&ErrorCode=30005",
                "sent&Body=Reply+STOP+to+stop",
                "of-tomorrow"
            })
    void otherStatusesTellNothing(String status) {
        String form = STATUS + status;
        String signature = form.contains("ErrorCode=21610")
                ? SignedCalls.base64HmacSha1(
                        TOKEN,
                        URL + "ErrorCode21610ErrorCode30005From+18005551212MessageSidSM00000000000000000000000000000002"
                                + "MessageStatusfailedTo+14158675309")
                : sign(URL, form);

        assertThat(post(form, signature)).isEqualTo(Verified.NOTHING);
    }

    @Test
    void statusIsReadInJsonToo() {
        String body = """
                {"MessageSid":"SM2","From":"+18005551212","To":"+14158675309","MessageStatus":"failed","ErrorCode":21610}""";
        String url = URL + "?bodySHA256=" + SignedCalls.sha256Hex(body);

        assertThat(events(read("acme", "POST", url, "application/json", SignedCalls.base64HmacSha1(TOKEN, url), body))
                        .getFirst())
                .isInstanceOf(BlockedNumber.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MessageSid", "From", "To"})
    void reportWithoutWhoseItIsIsMalformed(String missing) {
        String form = (STATUS + "failed&ErrorCode=21610").replace(missing + "=", "X" + missing + "=");

        assertRefused(post(form, sign(URL, form)), Refusal.MALFORMED);
    }

    @Test
    void unknownStatusDoesNotHideAText() {
        String form = "From=%2B14158675309&To=1&Body=STOP&MessageSid=SM1&SmsStatus=of-tomorrow";

        assertThat(text(post(form, sign(URL, form))).body()).isEqualTo("STOP");
    }

    @Test
    void forgedStatusIsRefused() {
        String form = STATUS + "failed&ErrorCode=21610";

        assertRefused(post(form, sign(URL, STATUS + "failed&ErrorCode=30005")), Refusal.BAD_SIGNATURE);
    }

    @Test
    void otherBodiesAreNotRead() {
        assertRefused(read("acme", "POST", URL, "text/plain", "x", "Body=STOP"), Refusal.UNSUPPORTED_CONTENT);
        assertRefused(read("acme", "POST", URL, null, "x", "Body=STOP"), Refusal.UNSUPPORTED_CONTENT);
        assertRefused(read("acme", "PUT", URL, FORM, "x", "Body=STOP"), Refusal.METHOD_NOT_ALLOWED);
    }

    @Test
    void thousandParametersAreEnough() {
        assertRefused(post("a=b&".repeat(1_001), "x"), Refusal.TOO_MANY_PARAMETERS);
        assertRefused(post("a=b&".repeat(1_000), "x"), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({"%zz,%zz", "100%,100%", "%4,%4", "a%3Db,a=b", "a%26b,a&b", "%2B+%2b,+ +", "a=b=c,a=b=c"})
    void formIsDecodedAsBrowsersEncodeIt(String encoded, String decoded) {
        String form = "From=%2B14158675309&To=1&MessageSid=SM1&Body=" + encoded;
        String signature =
                SignedCalls.base64HmacSha1(TOKEN, URL + "Body" + decoded + "From+14158675309MessageSidSM1To1");

        assertThat(text(post(form, signature)).body()).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "=", "&&==&&", "%", "a", "=a", "\u0000"})
    void oddFormsDoNotBreakIt(String form) {
        assertRefused(post(form, "x"), Refusal.BAD_SIGNATURE);
    }

    private WebhookReading post(String form, String signature) {
        return read("acme", "POST", URL, FORM, signature, form);
    }

    private WebhookReading read(
            String tenant,
            String method,
            String url,
            @Nullable String contentType,
            @Nullable String signature,
            String body) {
        int query = url.indexOf('?');
        return gateway.read(new WebhookRequest(
                tenant,
                method,
                url,
                query < 0 ? null : url.substring(query + 1),
                name -> switch (name) {
                    case "Content-Type" -> contentType;
                    case "X-Twilio-Signature" -> signature;
                    default -> null;
                },
                body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sign(String url, String form) {
        return SignedCalls.twilioSignature(TOKEN, url, form);
    }

    private static InboundText text(WebhookReading reading) {
        return (InboundText) events(reading).getFirst();
    }

    private static List<InboundEvent> events(WebhookReading reading) {
        assertThat(reading).isInstanceOf(Verified.class);
        return ((Verified) reading).events();
    }

    private static void assertRefused(WebhookReading reading, Refusal reason) {
        assertThat(reading).isEqualTo(new Refused(reason));
    }
}

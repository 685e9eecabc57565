package dev.greenlight.smsinbound.webhook.gateway.plivo;

import static dev.greenlight.smsinbound.webhook.Call.assertRefused;
import static dev.greenlight.smsinbound.webhook.Call.report;
import static dev.greenlight.smsinbound.webhook.Call.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.Call;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlivoGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:00.123456Z");
    private static final String TOKEN = "my_auth_token";
    private static final String NONCE = "05429567804466091622";
    private static final String URL = "https://sms.example.test/webhooks/plivo";
    private static final String V3 = "X-Plivo-Signature-V3";
    private static final String V3_NONCE = "X-Plivo-Signature-V3-Nonce";

    private static final String FORM =
            "From=14158675309&To=18005551212&Type=sms&Text=STOP" + "&MessageUUID=00000000-0000-0000-0000-0000000000bb";

    private static final Call PUBLISHED =
            Call.postForm(URL, FORM).with(V3_NONCE, NONCE).with(V3, "ipp6Fje3JsYPMx25SUQqlalRq7BrTKV6CXYpmReTDqA=");

    private static final Call PUBLISHED_V2 = Call.postForm(URL, FORM)
            .with("X-Plivo-Signature-V2-Nonce", NONCE)
            .with("X-Plivo-Signature-V2", "enTm8rDQtukKjh3G7a12TjcsZv+1dhNrcdQkh5YYjnA=");

    private final PlivoGateway gateway = new PlivoGateway(
            Map.of(
                    "acme", List.of("the-token-before", TOKEN),
                    "lenient", List.of(TOKEN),
                    "other", List.of("another"),
                    "none", List.of()),
            Set.of("lenient", "none"),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void publishedVectorIsVerified() {
        InboundText text = text(read(PUBLISHED));

        assertThat(text.eventId()).isEqualTo("plivo:00000000-0000-0000-0000-0000000000bb");
        assertThat(text.from()).isEqualTo("+14158675309");
        assertThat(text.to()).isEqualTo("+18005551212");
        assertThat(text.body()).isEqualTo("STOP");
        assertThat(text.receivedAt()).isEqualTo(Instant.parse("2026-01-15T17:00:00.123Z"));
        assertThat(text.receivedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
        assertThat(text.hint()).isEqualTo(GatewayHint.NONE);
        assertThat(text.gatewayReplied()).isFalse();
    }

    @Test
    void signatureOfTheMainAccountIsAsGood() {
        String signature = PUBLISHED.header(V3);

        assertThat(read(PUBLISHED.without(V3).with("X-Plivo-Signature-Ma-V3", signature)))
                .isInstanceOf(Verified.class);
        assertThat(read(PUBLISHED.with(V3, "AAAA").with("X-Plivo-Signature-Ma-V3", signature)))
                .isInstanceOf(Verified.class);
        assertThat(read(PUBLISHED.with(V3, "AAAA, " + signature))).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "ipp6Fje3JsYPMx25SUQqlalRq7BrTKV6CXYpmReTDqA",
                "enTm8rDQtukKjh3G7a12TjcsZv+1dhNrcdQkh5YYjnA=",
                "ŝ"
            })
    void otherSignaturesAreRefused(String signature) {
        assertRefused(read(PUBLISHED.with(V3, signature)), Refusal.BAD_SIGNATURE);
    }

    @Test
    void everythingThatIsSignedCounts() {
        assertRefused(read(PUBLISHED.withBody(FORM.replace("STOP", "START"))), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.withBody(FORM.replace("Text", "Test"))), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.withBody(FORM + "&Units=1")), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.withUrl(URL + "/")), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.withUrl(URL + "?a=b")), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.withUrl(URL.replace("https", "http"))), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.withUrl(URL.replace(".test", ".test:8443"))), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.with(V3_NONCE, NONCE + "1")), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.without(V3_NONCE)), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED.without(V3)), Refusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "none", "nobody"})
    void otherTenantsDoNotVouch(String tenant) {
        assertRefused(read(PUBLISHED.to(tenant)), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED_V2.to(tenant)), Refusal.BAD_SIGNATURE);
    }

    @Test
    void signatureThatDoesNotCoverTheTextIsRefusedUnlessTheTenantAllowsIt() {
        assertRefused(read(PUBLISHED_V2), Refusal.BAD_SIGNATURE);
        assertThat(text(read(PUBLISHED_V2.to("lenient"))).body()).isEqualTo("STOP");
        assertRefused(read(PUBLISHED_V2.to("lenient").withUrl(URL + "/x")), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED_V2.to("lenient").without("X-Plivo-Signature-V2-Nonce")), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED_V2.to("lenient").without("X-Plivo-Signature-V2")), Refusal.BAD_SIGNATURE);
    }

    @Test
    void weakerSignatureDoesNotHelpAStrongerOneThatIsWrong() {
        Call both = PUBLISHED_V2.to("lenient").with(V3_NONCE, NONCE);

        assertRefused(read(both), Refusal.BAD_SIGNATURE);
        assertRefused(read(both.with(V3, "AAAA")), Refusal.BAD_SIGNATURE);
        assertRefused(read(PUBLISHED_V2.to("lenient").with(V3, "")), Refusal.BAD_SIGNATURE);
        assertThat(read(both.with(V3, PUBLISHED.header(V3)))).isInstanceOf(Verified.class);
    }

    @Test
    void nonceDoesNotSwallowTheEndOfTheForm() {
        String form = FORM + "&Zip=1.2";
        String signature = SignedCalls.base64HmacSha256(TOKEN, signedText(form) + "." + NONCE);

        assertThat(read(PUBLISHED.withBody(form).with(V3, signature))).isInstanceOf(Verified.class);
        assertRefused(
                read(PUBLISHED
                        .withBody(form.replace("1.2", "1"))
                        .with(V3, signature)
                        .with(V3_NONCE, "2." + NONCE)),
                Refusal.BAD_SIGNATURE);
    }

    @Test
    void getCarriesItsParametersInTheQuery() {
        String query = FORM.replace("STOP", "ARR%C3%8AT+%F0%9F%9B%91");
        Call call = Call.get(URL + "?" + query)
                .with(V3_NONCE, NONCE)
                .with(
                        V3,
                        SignedCalls.base64HmacSha256(
                                TOKEN,
                                URL
                                        + "?From=14158675309&MessageUUID=00000000-0000-0000-0000-0000000000bb"
                                        + "&Text=ARRÊT 🛑&To=18005551212&Type=sms."
                                        + NONCE));

        assertThat(text(read(call)).body()).isEqualTo("ARRÊT 🛑");
        assertRefused(read(call.withUrl(URL + "?" + FORM)), Refusal.BAD_SIGNATURE);
        assertRefused(read(call.withMethod("HEAD")), Refusal.METHOD_NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"optout,STOP,true", "OptIn,START,true", "help,HELP,true", "other,NONE,true", "'',NONE,false"})
    void intentIsHintAndReply(String intent, GatewayHint hint, boolean replied) {
        InboundText text = text(read(signed(FORM + "&MessageIntent=" + intent)));

        assertThat(text.hint()).isEqualTo(hint);
        assertThat(text.gatewayReplied()).isEqualTo(replied);
    }

    @Test
    void wordsOfAPictureMessageAreAText() {
        String picture = FORM.replace("Type=sms&Text=STOP", "Type=mms&Media1=x");

        assertThat(text(read(signed(picture + "&Body=STOP"))).body()).isEqualTo("STOP");
        assertThat(text(read(signed(picture))).body()).isEmpty();
        assertRefused(read(signed(picture.replace("mms", "sms"))), Refusal.MALFORMED);
    }

    @Test
    void reportOfABlockedTextSaysThatThePersonSaidStop() {
        String form = "Status=failed&From=18005551212&To=14158675309&ErrorCode=200&MessageUUID=m-2&Units=1";
        BlockedNumber report = report(read(signed(form)));

        assertThat(report.eventId()).isEqualTo("plivo:m-2");
        assertThat(report.number()).isEqualTo("+14158675309");
        assertThat(report.sender()).isEqualTo("+18005551212");
        assertThat(report.cause()).isEqualTo(BlockedNumber.Cause.OPTED_OUT);
        assertThat(report.code()).isEqualTo("200");
        assertThat(report.reportedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
        assertThat(read(signed(form.replace("200", "30")))).isEqualTo(Verified.NOTHING);
        assertThat(read(signed(form.replace("200", "")))).isEqualTo(Verified.NOTHING);
        assertRefused(read(signed(form.replace("To=", "Too="))), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"From", "To", "Text", "MessageUUID"})
    void signedCallWithoutWhatATextNeedsIsMalformed(String name) {
        assertRefused(read(signed(FORM.replace(name + "=", "X" + name + "="))), Refusal.MALFORMED);
        assertRefused(read(signed(FORM + "&" + name + "=0")), Refusal.MALFORMED);
    }

    @Test
    void otherCallsAreNotRead() {
        assertRefused(read(PUBLISHED.withMethod("PUT")), Refusal.METHOD_NOT_ALLOWED);
        assertRefused(read(PUBLISHED.with("Content-Type", "application/json")), Refusal.UNSUPPORTED_CONTENT);
        assertRefused(read(PUBLISHED.without("Content-Type")), Refusal.UNSUPPORTED_CONTENT);
        assertRefused(read(PUBLISHED.withBody("a=b&".repeat(1_001))), Refusal.TOO_MANY_PARAMETERS);
        assertRefused(read(PUBLISHED.withUrl(URL + "?" + "a&".repeat(1_001))), Refusal.TOO_MANY_PARAMETERS);
    }

    @Test
    void nothingIsRepliedThroughTheAnswer() {
        assertThat(new String(gateway.accepted().response().getBody(), StandardCharsets.UTF_8))
                .endsWith("<Response/>");
        assertThat(gateway.accepted().response().getHeaders().getContentType())
                .hasToString("application/xml;charset=UTF-8");
        assertThat(gateway.ignored()).isEqualTo(gateway.accepted());
    }

    private static Call signed(String form) {
        return Call.postForm(URL, form)
                .with(V3_NONCE, NONCE)
                .with(V3, SignedCalls.base64HmacSha256(TOKEN, signedText(form) + "." + NONCE));
    }

    /** For forms without escapes. */
    private static String signedText(String form) {
        return URL
                + '?'
                + Arrays.stream(form.split("&"))
                        .map(pair -> pair.replaceFirst("=", ""))
                        .sorted()
                        .collect(Collectors.joining());
    }

    private WebhookReading read(Call call) {
        return gateway.read(call.request());
    }
}

package dev.greenlight.smsinbound.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.webhook.Call;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageCalls;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageSmsGateway;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** The settings of gateways as a file or the environment names them. */
class GatewayConfigurationTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:00Z");
    private static final String TENANT = "greenlight.sms-inbound.tenants.acme.";
    private static final String PLIVO_URL = "https://sms.example.test/webhooks/plivo";
    private static final String VONAGE_URL = "https://sms.example.test/webhooks/vonage-sms/acme";

    private static final String VONAGE_STOP = "msisdn=14158675309&to=18005551212&messageId=0A0000000123ABCD1&text=STOP"
            + "&type=text&keyword=STOP&message-timestamp=2026-01-15+17%3A00%3A00&timestamp=1768496400"
            + "&nonce=aaaaaaaa-bbbb-cccc-dddd-0123456789ab&sig=";

    /** Made with V2, which covers the address only. */
    private static final Call PLIVO_STOP = Call.postForm(
                    PLIVO_URL, "From=14158675309&To=18005551212&Text=STOP&MessageUUID=bb")
            .with("X-Plivo-Signature-V2-Nonce", "05429567804466091622")
            .with("X-Plivo-Signature-V2", "enTm8rDQtukKjh3G7a12TjcsZv+1dhNrcdQkh5YYjnA=");

    /** Made as MessageBird once did, without the address. */
    private static final Call BIRD_STOP = Call.postJson("https://sms.example.test/webhooks/bird/acme", """
                    {"event":"sms.inbound","payload":{"id":"m-1","channelId":"614208aa-b153-4d5d-9989-2fddfc0ce4c3",\
                    "sender":{"contact":{"identifierValue":"+14158675309"}},"body":{"text":{"text":"STOP"}}}}""")
            .with("MessageBird-Request-Timestamp", "1768496400")
            .with("MessageBird-Signature", "LOIOZdVGbjg90R0GNIVpy2Dv2fBjiV/IqFYFWSiDJlE=");

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withUserConfiguration(Properties.class, GatewayConfiguration.class, VocabularyConfiguration.class)
            .withBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC));

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SmsInboundProperties.class)
    static class Properties {}

    @Test
    void gatewaysAreThereWithoutAnySetting() {
        service.run(
                context -> assertThat(context.getBeansOfType(SmsGateway.class).values())
                        .extracting(SmsGateway::name)
                        .containsExactlyInAnyOrder("telnyx", "plivo", "vonage-sms", "vonage-messages", "bird"));
    }

    @Test
    void keyOfTelnyxThatIsNoneStopsTheStart() {
        service.withPropertyValues(TENANT + "telnyx.public-keys=c2hvcnQ=")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("telnyx.public-keys")
                        .hasMessageNotContaining("c2hvcnQ"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plivo.auth-tokens",
                "vonage-sms.signature-secrets",
                "vonage-messages.signature-secrets",
                "bird.signing-keys"
            })
    void blankSecretStopsTheStart(String setting) {
        service.withPropertyValues(TENANT + setting + "[0]= ")
                .run(context ->
                        assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining(setting));
    }

    @Test
    void keyOfBirdThatCanBeGuessedStopsTheStart() {
        service.withPropertyValues(TENANT + "bird.signing-keys=fifteen-letters")
                .run(context -> assertThat(context).hasFailed());
    }

    @ParameterizedTest
    @CsvSource({
        "vonage-sms.signature-method=hmac-sha256,8cbc2106d24646844d0d81afa51db873505ae78fbbda986e7098898305422c32,true",
        "unused=1,8cbc2106d24646844d0d81afa51db873505ae78fbbda986e7098898305422c32,true",
        "unused=1,4302355afe2e74f1f21af46a32d6253c,false",
        "vonage-sms.signature-method=md5-hash,4302355afe2e74f1f21af46a32d6253c,true",
        "vonage-sms.signature-method=hmac-md5,98f730b84fe6e233902904358aeaed2e,true",
        "vonage-sms.signature-method=hmac-sha1,756c35fdebd9017c01fcc83d7baa6e632e342d93,true"
    })
    void methodOfVonageIsConfigured(String setting, String signature, boolean accepted) {
        assertThat(isVerified(
                        "vonage-sms",
                        Call.postForm(VONAGE_URL, VONAGE_STOP + signature),
                        "vonage-sms.signature-secrets=before,abcde",
                        setting))
                .isEqualTo(accepted);
    }

    @Test
    void methodThatVonageHasNotStopsTheStart() {
        service.withPropertyValues(TENANT + "vonage-sms.signature-method=sha256")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void signaturesThatDoNotCoverEverythingHaveToBeAllowed() {
        assertThat(isVerified("plivo", PLIVO_STOP, "plivo.auth-tokens=my_auth_token"))
                .isFalse();
        assertThat(isVerified("plivo", PLIVO_STOP, "plivo.auth-tokens=my_auth_token", "plivo.allow-v2-signature=true"))
                .isTrue();
        assertThat(isVerified("bird", BIRD_STOP, "bird.signing-keys=chosen-for-a-webhook"))
                .isFalse();
        assertThat(isVerified(
                        "bird",
                        BIRD_STOP,
                        "bird.signing-keys=chosen-for-a-webhook",
                        "bird.allow-legacy-signature=true"))
                .isTrue();
    }

    @Test
    void channelsOfBirdHaveNumbers() {
        WebhookReading reading = reading(
                "bird",
                BIRD_STOP,
                "bird.signing-keys=chosen-for-a-webhook",
                "bird.allow-legacy-signature=true",
                "bird.channels.614208aa-b153-4d5d-9989-2fddfc0ce4c3=55512");

        assertThat(Call.text(reading).to()).isEqualTo("55512");
    }

    @ParameterizedTest
    @CsvSource({"START,0", "yes,0", "texts please,0", "count me in,0", "STOP,1", "help,1", "hours,1"})
    void wordsThatAskForTextsAreNotBelievedWithAPieceMissing(String word, int events) {
        var now = new AtomicReference<>(NOW);
        InstantSource source = now::get;
        new ApplicationContextRunner()
                .withUserConfiguration(Properties.class, GatewayConfiguration.class, VocabularyConfiguration.class)
                .withBean(Clock.class, () -> source.withZone(ZoneOffset.UTC))
                .withPropertyValues(
                        TENANT + "vonage-sms.signature-secrets=" + VonageCalls.SECRET,
                        TENANT + "numbers=+18005551212",
                        TENANT + "vocabulary.opt-in=texts please",
                        TENANT + "vocabulary.senders[0].number=+18005551212",
                        TENANT + "vocabulary.senders[0].confirm=count me in")
                .run(context -> {
                    var gateway = context.getBean(VonageSmsGateway.class);
                    gateway.read(VonageCalls.part("m-2", 2, 2, word, NOW)
                            .sign()
                            .asForm()
                            .request());
                    now.set(NOW.plusSeconds(601));
                    WebhookReading reading = gateway.read(VonageCalls.part("m-2", 2, 2, word, NOW)
                            .sign()
                            .asForm()
                            .request());
                    assertThat(((WebhookReading.Verified) reading).events()).hasSize(events);
                });
    }

    private boolean isVerified(String gateway, Call call, String... settings) {
        return !reading(gateway, call, settings).equals(new WebhookReading.Refused(Refusal.BAD_SIGNATURE));
    }

    private WebhookReading reading(String gateway, Call call, String... settings) {
        var readings = new ArrayList<WebhookReading>();
        service.withPropertyValues(Arrays.stream(settings).map(TENANT::concat).toArray(String[]::new))
                .run(context -> context.getBeansOfType(SmsGateway.class).values().stream()
                        .filter(bean -> bean.name().equals(gateway))
                        .forEach(bean -> readings.add(bean.read(call.request()))));
        assertThat(readings).hasSize(1);
        return readings.getFirst();
    }
}

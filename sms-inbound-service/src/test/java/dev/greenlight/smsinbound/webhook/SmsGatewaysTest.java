package dev.greenlight.smsinbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.greenlight.smsinbound.webhook.gateway.aws.AwsGateway;
import dev.greenlight.smsinbound.webhook.gateway.bandwidth.BandwidthGateway;
import dev.greenlight.smsinbound.webhook.gateway.bird.BirdGateway;
import dev.greenlight.smsinbound.webhook.gateway.generic.GenericGateway;
import dev.greenlight.smsinbound.webhook.gateway.plivo.PlivoGateway;
import dev.greenlight.smsinbound.webhook.gateway.sinch.SinchGateway;
import dev.greenlight.smsinbound.webhook.gateway.telnyx.TelnyxGateway;
import dev.greenlight.smsinbound.webhook.gateway.twilio.TwilioGateway;
import dev.greenlight.smsinbound.webhook.gateway.vonagemessages.VonageMessagesGateway;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageSmsGateway;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class SmsGatewaysTest {

    private final SmsGateway twilio = new TwilioGateway(Map.of(), Clock.systemUTC());
    private final SmsGateway generic = new GenericGateway(Map.of(), Clock.systemUTC());
    private final List<SmsGateway> all = List.of(
            twilio,
            generic,
            new SinchGateway(Map.of(), Clock.systemUTC()),
            new BandwidthGateway(Map.of(), Clock.systemUTC()),
            new AwsGateway(Map.of(), address -> new byte[0], SmsGatewaysTest::nobodyTrusted, Clock.systemUTC()),
            new TelnyxGateway(Map.of(), Clock.systemUTC()),
            new PlivoGateway(Map.of(), Set.of(), Clock.systemUTC()),
            new VonageSmsGateway(Map.of(), (tenant, text) -> false, Clock.systemUTC()),
            new VonageMessagesGateway(Map.of(), Clock.systemUTC()),
            new BirdGateway(Map.of(), Set.of(), Map.of(), Clock.systemUTC()));

    @Test
    void everyGatewayHasItsAdapter() {
        var gateways = new SmsGateways(all);

        assertThat(gateways.find("twilio")).hasValue(twilio);
        assertThat(gateways.find("generic")).hasValue(generic);
        assertThat(gateways.find("Twilio")).isEmpty();
    }

    @Test
    void everyGatewayCanBeTriedOrSaysWhyNot() {
        assertThat(new SmsGateways(all).all())
                .allSatisfy(gateway -> assertThat(gateway).as(gateway.name()).isInstanceOf(Rehearsable.class));
    }

    @Test
    void forgottenAdapterIsFoundAtTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SmsGateways(List.of(twilio)))
                .withMessageContaining("generic");
    }

    @Test
    void gatewayHasOneAdapter() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SmsGateways(
                        Stream.concat(all.stream(), Stream.of(twilio)).toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://sms.example.com,https://sms.example.com/webhooks/twilio/a%20b?x=%27&y",
        "https://sms.example.com/,https://sms.example.com/webhooks/twilio/a%20b?x=%27&y",
        "https://u:p@sms.example.com:8443/in,https://u:p@sms.example.com:8443/in/webhooks/twilio/a%20b?x=%27&y",
        ",http://inside:8081/webhooks/twilio/a%20b?x=%27&y",
        "' ',http://inside:8081/webhooks/twilio/a%20b?x=%27&y"
    })
    void publicUrlComesBeforeTheRawPathAndQuery(@Nullable String configured, String expected) {
        var request = new MockHttpServletRequest("POST", "/webhooks/twilio/a%20b");
        request.setQueryString("x=%27&y");
        request.addHeader("Host", "inside:8081");

        assertThat(new PublicUrl(configured).of(request)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sms.example.com",
                "ftp://sms.example.com",
                "https://",
                "https://a b",
                "https://a?b",
                "https://a#b"
            })
    void publicUrlIsAnAddress(String configured) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublicUrl(configured))
                .withMessageContaining("public-url");
    }

    private static X509TrustManager nobodyTrusted() {
        throw new IllegalStateException("Nothing was to be verified");
    }
}

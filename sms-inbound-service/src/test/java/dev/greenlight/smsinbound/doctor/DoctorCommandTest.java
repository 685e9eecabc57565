package dev.greenlight.smsinbound.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.greenlight.smsinbound.domain.InboundEvent;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.PhoneNumber;
import dev.greenlight.smsinbound.domain.RecognitionPolicy;
import dev.greenlight.smsinbound.domain.understanding.Vocabulary;
import dev.greenlight.smsinbound.webhook.Problem;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import dev.greenlight.smsinbound.webhook.gateway.bandwidth.BandwidthGateway;
import dev.greenlight.smsinbound.webhook.gateway.bandwidth.BandwidthUser;
import dev.greenlight.smsinbound.webhook.gateway.bird.BirdGateway;
import dev.greenlight.smsinbound.webhook.gateway.generic.GenericGateway;
import dev.greenlight.smsinbound.webhook.gateway.plivo.PlivoGateway;
import dev.greenlight.smsinbound.webhook.gateway.sinch.SinchGateway;
import dev.greenlight.smsinbound.webhook.gateway.telnyx.TelnyxGateway;
import dev.greenlight.smsinbound.webhook.gateway.twilio.TwilioGateway;
import dev.greenlight.smsinbound.webhook.gateway.vonagemessages.VonageMessagesGateway;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.SignatureMethod;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageKey;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.VonageSmsGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command against a small server that verifies with the real adapters and goes wrong in one way at a time. */
class DoctorCommandTest {

    private static final String SECRET = "a-secret-of-more-than-thirty-two-characters";
    private static final String NUMBER = "+18005551212";

    /** Of RFC 8032, section 7.1, test 1. */
    private static final String TELNYX_KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    private final List<InboundEvent> taken = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /** What the service of the test believes. */
    private String believedUrl = "";

    private Set<String> owned = Set.of(NUMBER, "55512");
    private List<String> twilioTokens = List.of("token-before", "token-now");
    private @Nullable Integer proxyStatus;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        believedUrl = url();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void allRightIsSaidOfEachGateway() {
        Run run = run();

        assertThat(run.lines())
                .containsExactly(
                        "acme aws: The address reaches the service. Its 1 topic ARN(s) are well formed. Only SNS can sign:"
                                + " look for \"the subscription to its topic was confirmed\" in the service's log, then"
                                + " text the number and watch greenlight_webhook_requests_total{gateway=\"aws\"}.",
                        "acme bandwidth: All right: 1 secret(s), 2 number(s).",
                        "acme bird: All right: 1 secret(s), 2 number(s).",
                        "acme generic: All right: 1 secret(s), 2 number(s).",
                        "acme plivo: All right: 1 secret(s), 2 number(s).",
                        "acme sinch: All right: 1 secret(s), 2 number(s).",
                        "acme telnyx: The address reaches the service. Its 1 public key(s) are well formed. Only Telnyx"
                                + " can sign: text the number and watch"
                                + " greenlight_webhook_requests_total{gateway=\"telnyx\"}.",
                        "acme twilio: All right: 2 secret(s), 2 number(s).",
                        "acme vonage-messages: All right: 1 secret(s), 2 number(s).",
                        "acme vonage-sms: All right: 2 secret(s), 2 number(s).");
        assertThat(run.code()).isZero();
    }

    @Test
    void nothingThatItSendsMeansAnything() {
        run();

        assertThat(taken).hasSizeGreaterThan(20).allSatisfy(event -> {
            var text = (InboundText) event;
            assertThat(RecognitionPolicy.recognise(text, Vocabulary.DEFAULT)).isEmpty();
        });
    }

    @Test
    void oneTenantAndOneGatewayCanBeAskedFor() {
        assertThat(run("--gateway=twilio").lines())
                .containsExactly("acme twilio: All right: 2 secret(s), 2 number(s).");
        assertThat(run("--tenant=acme", "--gateway=sinch").code()).isZero();
        assertThat(run("--tenant=nobody").lines()).first().asString().startsWith("WRONG: the configuration names no");
        assertThat(run("--tenant=nobody").code()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost",
                "http://localhost:8081",
                "http://sms-inbound-service:8081",
                "http://127.0.0.1:8081"
            })
    void addressThatTheServiceBelievesIsFound(String believed) {
        believedUrl = believed;
        Run run = run("--gateway=twilio");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines())
                .first()
                .asString()
                .startsWith("acme twilio: WRONG: The service believes that it is called at " + believed
                        + "/webhooks/twilio/acme")
                .endsWith("set greenlight.sms-inbound.public-url to " + url() + ".");
    }

    @Test
    void schemeThatTheProxyHidesIsFound() {
        believedUrl = url().replace("http:", "https:");

        assertThat(run("--gateway=twilio").lines())
                .first()
                .asString()
                .contains("The service believes that it is called at https://localhost:");
    }

    @Test
    void pathThatTheProxyTakesAwayIsFound() {
        Run run = run("--url=" + url() + "/greenlight", "--gateway=twilio");

        assertThat(run.lines())
                .first()
                .asString()
                .contains("believes that it is called at " + url() + "/webhooks/twilio/acme")
                .endsWith("public-url to " + url() + "/greenlight.");
    }

    @Test
    void addressMattersWhereItIsSignedAlone() {
        believedUrl = "http://sms-inbound-service:8081";

        assertThat(run().lines())
                .filteredOn(line -> line.contains(": WRONG: The service believes that it is called at " + believedUrl))
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("acme bird", "acme plivo", "acme twilio", "acme twilio");
    }

    @Test
    void addressThatCannotBeGuessedIsSaidToBeOneOfTheCauses() {
        believedUrl = "http://somewhere-else";

        assertThat(run("--gateway=twilio").lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("Or a proxy changes the address"));
    }

    @Test
    void secretThatTheServiceDoesNotKnowIsNamed() {
        twilioTokens = List.of("token-now");
        Run run = run("--gateway=twilio");

        assertThat(run.lines()).hasSize(1);
        assertThat(run.lines())
                .first()
                .asString()
                .startsWith("acme twilio: WRONG: Signed with twilio.auth-tokens[0] and refused.");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void numberThatTheServiceDoesNotOwnIsNamed() {
        owned = Set.of(NUMBER);

        Run run = run();
        assertThat(run.lines())
                .filteredOn(line -> line.endsWith(": WRONG: The service that runs does not own"
                        + " greenlight.sms-inbound.tenants.acme.numbers[1] for this tenant: start it anew with this"
                        + " configuration."))
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly(
                        "acme bandwidth",
                        "acme bird",
                        "acme generic",
                        "acme plivo",
                        "acme sinch",
                        "acme twilio",
                        "acme vonage-messages",
                        "acme vonage-sms");
        assertThat(run.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1000,ahead of", "-1000,behind"})
    void wrongClockIsFound(long seconds, String where) {
        assertThat(examineWithClockOff(seconds, new GenericGateway(Map.of("acme", List.of(SECRET)), Clock.systemUTC())))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isRight()).isFalse();
                    assertThat(finding.text())
                            .matches(
                                    "The clock at the service, or that of a proxy, is (99\\d|100\\d) s " + where
                                            + " the one here\\. Too far for a signature to hold: set the wrong one, with NTP\\.");
                });
        for (String gateway : List.of("twilio", "telnyx")) {
            assertThat(examineWithClockOff(seconds, Objects.requireNonNull(gateway(gateway))))
                    .as(gateway)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.isRight()).isFalse();
                        assertThat(finding.text()).endsWith(where + " the one here. Set the wrong one.");
                    });
        }
    }

    @Test
    void clockThatIsALittleOffIsMentioned() {
        assertThat(examineWithClockOff(120, new GenericGateway(Map.of("acme", List.of(SECRET)), Clock.systemUTC())))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isRight()).isTrue();
                    assertThat(finding.text()).contains("All right").endsWith(" s ahead of the one here.");
                });
    }

    /** The test's server says its own time, so the clock of the command is set wrong. */
    private List<Finding> examineWithClockOff(long seconds, SmsGateway gateway) {
        try (var caller = new WebhookCaller(Duration.ofSeconds(15))) {
            Clock here = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-seconds));
            return new Doctor(caller, here, url(), List.of()).examine("acme", List.of(NUMBER), gateway);
        }
    }

    @Test
    void tenantWithoutNumbersIsFound() {
        Run run = command(
                "--url=" + url(),
                "--greenlight.sms-inbound.tenants.acme.twilio.auth-tokens[0]=token-now",
                "--greenlight.sms-inbound.tenants.acme.telnyx.public-keys[0]=" + TELNYX_KEY);

        assertThat(run.lines())
                .containsExactly(
                        "acme telnyx: WRONG: The tenant has no numbers, so every text is refused: list them under"
                                + " greenlight.sms-inbound.tenants.acme.numbers.",
                        "acme twilio: WRONG: The tenant has no numbers, so every text is refused: list them under"
                                + " greenlight.sms-inbound.tenants.acme.numbers.");
        assertThat(run.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "301,Redirected (301) to https://elsewhere.test/",
        "401,Something before the service wants to know who calls",
        "404,There is something at this address",
        "502,'The proxy answers, and does not reach the service (502)'",
        "200,The answer (200) is not this service's",
        "418,The answer (418) is not this service's"
    })
    void answerOfAProxyIsKnownForOne(int status, String said) {
        proxyStatus = status;
        Run run = run("--gateway=twilio");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines()).hasSize(1).first().asString().startsWith("acme twilio: WRONG: " + said);
        assertThat(run("--gateway=aws").lines()).first().asString().startsWith("acme aws: WRONG: " + said);
    }

    @ParameterizedTest
    @CsvSource({
        "LOG_UNAVAILABLE,cannot store texts",
        "UNKNOWN_GATEWAY,older version",
        "NOT_FOUND,under another path",
        "UNSUPPORTED_CONTENT,changes its method",
        "MISSING_FIELDS,changes its method",
        "REQUEST_TIMEOUT,no whole body",
        "INTERNAL,look at its log",
        "GATEWAY_UNREACHABLE,firewall",
        "NOT_ACCEPTABLE,look at its log"
    })
    void problemOfTheServiceIsExplained(Problem problem, String said) {
        var heard = new Answer.Heard(problem.status().value(), problem.slug(), null, null, new byte[0]);

        assertThat(Diagnosis.of(heard)).contains(said);
    }

    @Test
    void serviceThatIsNotThereIsNotReached() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Run run = run("--url=http://127.0.0.1:" + port, "--gateway=twilio");
        assertThat(run.lines()).hasSize(1).first().asString().startsWith("acme twilio: WRONG: Nobody listens there.");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void hostThatDoesNotExistIsSaidSo() {
        assertThat(run("--url=http://no-such-host.invalid", "--gateway=twilio").lines())
                .first()
                .asString()
                .contains("The host is not known");
    }

    @Test
    void portWithoutTlsIsSaidSo() throws IOException {
        try (var plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerInPlainText(plain));

            assertThat(run("--url=https://127.0.0.1:" + plain.getLocalPort(), "--gateway=twilio")
                            .lines())
                    .first()
                    .asString()
                    .contains("WRONG: TLS failed");
        }
    }

    /** Every connection until the server is closed: a client may try twice. */
    private static void answerInPlainText(ServerSocket server) {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                // all that came is read before it is closed, or the caller hears of a reset instead
                connection.getInputStream().read(new byte[16 * 1024]);
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                connection.getInputStream().readAllBytes();
            } catch (IOException e) {
                // the client is gone, or the test is over
            }
        }
    }

    @Test
    void publicUrlOfTheConfigurationIsTheAddressWhereNoneIsGiven() {
        assertThat(command(configuration(List.of("--greenlight.sms-inbound.public-url=" + url() + "/")))
                        .code())
                .isZero();
        assertThat(command(configuration(List.of())).lines())
                .containsExactly("WRONG: neither --url nor greenlight.sms-inbound.public-url says what gateways call.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--urll=http://x", "--url", "--url=", "url=http://x", "--url=ftp://x", "--url=http://x?y", "-v"})
    void argumentsThatItDoesNotKnowAreRefused(String argument) {
        Run run = command(argument);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.lines()).isEmpty();
        assertThat(run.errors()).startsWith("doctor: ");
    }

    @Test
    void configurationThatTheServiceWouldRefuseIsRefused() {
        Run run = command("--url=" + url(), "--greenlight.sms-inbound.tenants.acme.generic.secrets[0]=short");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errors())
                .startsWith("doctor: the configuration cannot be used: ")
                .contains("generic.secrets: each has to have at least 32 characters");
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private Run run(String... options) {
        List<String> more = new ArrayList<>(List.of(options));
        if (more.stream().noneMatch(option -> option.startsWith("--url="))) {
            more.add("--url=" + url());
        }
        return command(configuration(more));
    }

    private static String[] configuration(List<String> more) {
        List<String> arguments = new ArrayList<>(more);
        String tenant = "--greenlight.sms-inbound.tenants.acme.";
        arguments.add(tenant + "numbers=" + NUMBER + ",55512");
        arguments.add(tenant + "twilio.auth-tokens=token-before,token-now");
        arguments.add(tenant + "generic.secrets=" + SECRET);
        arguments.add(tenant + "sinch.secrets=" + SECRET);
        arguments.add(tenant + "bandwidth.users[0].name=bandwidth");
        arguments.add(tenant + "bandwidth.users[0].password=" + SECRET);
        arguments.add(tenant + "telnyx.public-keys=" + TELNYX_KEY);
        arguments.add(tenant + "plivo.auth-tokens=" + SECRET);
        arguments.add(tenant + "vonage-sms.signature-secrets=before," + SECRET);
        arguments.add(tenant + "vonage-sms.signature-method=hmac-sha512");
        arguments.add(tenant + "vonage-messages.signature-secrets=" + SECRET);
        arguments.add(tenant + "bird.signing-keys=" + SECRET);
        arguments.add(tenant + "aws.topic-arns=arn:aws:sns:us-east-1:123456789012:texts");
        return arguments.toArray(String[]::new);
    }

    private static Run command(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = DoctorCommand.run(
                "sms-inbound-service",
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private record Run(int code, String output, String errors) {

        List<String> lines() {
            return output.lines().toList();
        }
    }

    /** Verifies as the service does; the proxy before it takes /greenlight away. */
    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (proxyStatus != null) {
            exchange.getResponseHeaders().set("Location", "https://elsewhere.test/");
            exchange.sendResponseHeaders(proxyStatus, -1);
        } else {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/greenlight", "");
            SmsGateway gateway = gateway(path.split("/")[2]);
            WebhookReading reading = gateway == null
                    ? new WebhookReading.Refused(WebhookReading.Refusal.BAD_SIGNATURE)
                    : gateway.read(new WebhookRequest(
                            path.split("/")[3],
                            exchange.getRequestMethod(),
                            believedUrl + path,
                            null,
                            exchange.getRequestHeaders()::getFirst,
                            body));
            if (reading instanceof Verified verified && gateway != null && isMine(verified)) {
                taken.addAll(verified.events());
                byte[] answer = gateway.ignored().response().getBody();
                exchange.sendResponseHeaders(200, answer == null || answer.length == 0 ? -1 : answer.length);
                exchange.getResponseBody().write(answer);
            } else {
                byte[] problem = ("{\"type\":\"" + Problem.TYPES + "unverified\"}").getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
                exchange.sendResponseHeaders(503, problem.length);
                exchange.getResponseBody().write(problem);
            }
        }
        exchange.close();
    }

    private @Nullable SmsGateway gateway(String name) {
        Clock clock = Clock.systemUTC();
        return switch (name) {
            case "twilio" -> new TwilioGateway(Map.of("acme", twilioTokens), clock);
            case "generic" -> new GenericGateway(Map.of("acme", List.of(SECRET)), clock);
            case "sinch" -> new SinchGateway(Map.of("acme", List.of(SECRET)), clock);
            case "bandwidth" ->
                new BandwidthGateway(Map.of("acme", List.of(new BandwidthUser("bandwidth", SECRET))), clock);
            case "telnyx" -> new TelnyxGateway(Map.of("acme", List.of(TELNYX_KEY)), clock);
            case "plivo" -> new PlivoGateway(Map.of("acme", List.of(SECRET)), Set.of(), clock);
            case "vonage-sms" ->
                new VonageSmsGateway(
                        Map.of("acme", List.of(vonageKey("before"), vonageKey(SECRET))),
                        (tenant, text) -> false,
                        clock);
            case "vonage-messages" -> new VonageMessagesGateway(Map.of("acme", List.of(SECRET)), clock);
            case "bird" -> new BirdGateway(Map.of("acme", List.of(SECRET)), Set.of(), Map.of(), clock);
            default -> null;
        };
    }

    private static VonageKey vonageKey(String secret) {
        return VonageKey.of(SignatureMethod.HMAC_SHA512, secret);
    }

    /** A sender that is no number is let pass, as the intake does. */
    private boolean isMine(Verified verified) {
        var text = (InboundText) verified.events().getFirst();
        return PhoneNumber.parse(text.from()).isEmpty() || owned.contains(text.to());
    }
}

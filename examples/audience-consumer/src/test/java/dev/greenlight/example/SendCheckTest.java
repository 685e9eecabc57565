package dev.greenlight.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.greenlight.schemas.audience.AudienceMember;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendCheckTest {

    private static final List<AudienceMember> TWO =
            List.of(ExampleMembers.member("acme", "c-1"), ExampleMembers.member("acme", "c-2"));
    private static final String ONE_OF_TWO = """
            {"checkedAt":"2026-07-15T16:00:00Z","results":[{"address":"+12125550100","allowed":true},\
            {"address":"+12125550100","allowed":false,"reasons":["OPTED_OUT","QUIET_HOURS"]}],\
            "validUntil":"2026-07-15T16:01:00Z"}""";

    private final List<String> asked = new ArrayList<>();
    private HttpServer service;
    private int status = 200;
    private String body = ONE_OF_TWO;

    @BeforeEach
    void start() throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void whoIsAllowedIsAllowedUntilThen() throws Exception {
        SendCheck.Answer answer = check().ask(TWO);

        assertThat(answer.allowed()).containsExactly(TWO.getFirst());
        assertThat(answer.validUntil()).isEqualTo("2026-07-15T16:01:00Z");
        assertThat(answer.reasons()).containsOnlyKeys("OPTED_OUT", "QUIET_HOURS");
        assertThat(asked)
                .containsExactly("/v1/tenants/acme/eligibility:check Bearer key {\"items\":["
                        + "{\"address\":\"+12125550100\",\"audience\":\"sms-marketing\",\"customerId\":\"c-1\"},"
                        + "{\"address\":\"+12125550100\",\"audience\":\"sms-marketing\",\"customerId\":\"c-2\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "503|{}",
                "401|{}",
                "200|no JSON",
                "200|{\"results\":[{\"allowed\":true}],\"validUntil\":\"2026-07-15T16:01:00Z\"}"
            })
    void whatIsNoWholeAnswerAllowsNobody(int answered, String text) throws Exception {
        status = answered;
        body = text;

        SendCheck.Answer answer = check().ask(TWO);
        assertThat(answer.allowed()).isEmpty();
        assertThat(answer.validUntil()).isEqualTo(Instant.MIN);
    }

    @Test
    void aServiceThatIsGoneAllowsNobody() throws Exception {
        service.stop(0);

        assertThat(check().ask(TWO).allowed()).isEmpty();
    }

    @Test
    void theReportNamesNumbersOfMembersAndNoPhoneNumbers() throws Exception {
        var out = new ByteArrayOutputStream();
        AudienceConsumer.report(TWO, check(), new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "2 members", "1 of 2 may be sent to now; reasons against: {OPTED_OUT=1, QUIET_HOURS=1}");
    }

    private SendCheck check() {
        URI address = URI.create("http://" + service.getAddress().getAddress().getHostAddress() + ":"
                + service.getAddress().getPort());
        return new SendCheck(address, "acme", "key", "sms-marketing");
    }
}

package dev.greenlight.smsinbound.reread;

import static dev.greenlight.smsinbound.reread.TextLog.NUMBER;
import static dev.greenlight.smsinbound.reread.TextLog.PERSON;
import static dev.greenlight.smsinbound.reread.TextLog.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The command with the real configuration and vocabulary, on a log in memory. */
class RereadCommandTest {

    private static final String TENANT = "--greenlight.sms-inbound.tenants.acme.";
    private static final String OTHER_NUMBER = "+18005551213";
    private static final String COMPARABLE = "Texts that were read as nothing were never kept: only readings that were"
            + " kept can be compared, and which of the others would mean something now cannot be known.";

    @Test
    void onlyTextsThatWouldMeanSomethingElseAreNamed() {
        Run run = run(
                log(
                        text("1", "STOP", TextMeaning.OPT_OUT, "default-vocabulary"),
                        text("2", "СТОП", TextMeaning.REVIEW, "other-language"),
                        text("3", "stop 12", TextMeaning.OPT_OUT, "en.stop"),
                        text("4", "stop 13", TextMeaning.OPT_OUT, "en.stop")),
                "--days=30",
                TENANT + "vocabulary.languages=ru",
                TENANT + "vocabulary.exemptions[0]=stop <number>");

        assertThat(run.lines())
                .containsExactly(
                        "2026-11-20T10:00:00Z acme generic:2 REVIEW (other-language) -> OPT_OUT (vocabulary-ru)",
                        "2026-11-20T10:00:00Z acme generic:3 OPT_OUT (en.stop) -> nothing",
                        "2026-11-20T10:00:00Z acme generic:4 OPT_OUT (en.stop) -> nothing",
                        "4 kept text(s) of the last 30 day(s) were read again, and 3 would be read differently.",
                        "  OPT_OUT -> nothing: 2",
                        "  REVIEW -> OPT_OUT: 1",
                        COMPARABLE);
        assertThat(run.errors()).isEmpty();
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void nothingChangesWhereTheWordsAreTheSame() {
        Run run = run(log(text("1", "STOP", TextMeaning.OPT_OUT, "default-vocabulary")), "--days=1");

        assertThat(run.lines())
                .containsExactly(
                        "1 kept text(s) of the last 1 day(s) were read again, and 0 would be read differently.",
                        COMPARABLE);
        assertThat(run.code()).isZero();
    }

    @Test
    void numberIsReadWithItsOwnWords() {
        Run run = run(
                log(
                        text("1", "acme", NUMBER, "hours", TextMeaning.HELP, "tenant-vocabulary", GatewayHint.NONE),
                        text(
                                "2",
                                "acme",
                                OTHER_NUMBER,
                                "hours",
                                TextMeaning.HELP,
                                "tenant-vocabulary",
                                GatewayHint.NONE)),
                "--days=30",
                TENANT + "vocabulary.senders[0].number=" + OTHER_NUMBER,
                TENANT + "vocabulary.senders[0].help=hours");

        assertThat(run.lines())
                .first()
                .isEqualTo("2026-11-20T10:00:00Z acme generic:1 HELP (tenant-vocabulary) -> nothing");
        assertThat(run.output()).doesNotContain("generic:2");
    }

    @Test
    void hintOfTheGatewayCountsAsItDidThen() {
        Run run = run(
                log(text("1", "acme", NUMBER, "genug", TextMeaning.OPT_OUT, "gateway-hint", GatewayHint.STOP)),
                "--days=30");

        assertThat(run.code()).isZero();
    }

    @Test
    void neitherNumberNorTextIsShown() {
        Run run = run(log(text("1", "my secret words", TextMeaning.REVIEW, "symbol")), "--days=30");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.output()).doesNotContain("secret", PERSON, NUMBER);
    }

    @Test
    void textIsShownOnOneLineWhereItIsAskedFor() {
        Run run = run(
                log(text("1", "say \"no\"\n\u001b[2J\u202eé🛠", TextMeaning.REVIEW, "symbol")),
                "--days=30",
                "--show-texts");

        assertThat(run.lines())
                .first()
                .asString()
                .endsWith("-> nothing: \"say \\\"no\\\"\\u{a}\\u{1b}[2J\\u{202e}é🛠\"");
        assertThat(run.output()).doesNotContain(PERSON);
    }

    @Test
    void oneTenantCanBeAskedFor() {
        TextLog log = log(
                text("1", "genug", TextMeaning.OPT_OUT, "tenant-vocabulary"),
                text("2", "other", "55513", "genug", TextMeaning.OPT_OUT, "tenant-vocabulary", GatewayHint.NONE));
        Run run = run(log, "--days=30", "--tenant=other", "--greenlight.sms-inbound.tenants.other.numbers=55513");

        assertThat(run.lines())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("2026-11-20T10:00:00Z other generic:2 OPT_OUT");
    }

    @Test
    void tenantThatIsNotConfiguredIsNotTakenForOneWithoutChanges() {
        Run run = run(log(), "--days=30", "--tenant=nobody");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).startsWith("reread: the configuration names no such tenant");
    }

    @Test
    void configurationThatLacksNumbersOfTheLogIsSaid() {
        Run run = run(
                log(text("1", "gone", "55514", "STOP", TextMeaning.OPT_OUT, "default-vocabulary", GatewayHint.NONE)),
                "--days=30");

        assertThat(run.output())
                .contains("1 of the texts came to numbers that this configuration does not count to their tenant");
    }

    @Test
    void textOfANewerVersionIsCountedAndNotCompared() {
        Run run = run(
                log(
                        text("1", "genug", TextMeaning.UNKNOWN, "new"),
                        text("2", "acme", NUMBER, "genug", TextMeaning.REVIEW, "new", GatewayHint.UNKNOWN)),
                "--days=30");

        assertThat(run.lines())
                .contains(
                        "0 kept text(s) of the last 30 day(s) were read again, and 0 would be read differently.",
                        "2 more were written by a newer version, and could not be compared.");
        assertThat(run.code()).isZero();
    }

    @ParameterizedTest
    @MethodSource
    void failureSaysWhatToDo(KafkaException failure, String advice) {
        TextLog log = log(text("1", "STOP", TextMeaning.OPT_OUT, "default-vocabulary"));
        log.setPollException(failure);
        Run run = run(log, "--days=30");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errors())
                .startsWith("reread: the kept texts were not all read: ")
                .contains(advice);
        assertThat(run.output()).isEmpty();
    }

    static Stream<Arguments> failureSaysWhatToDo() {
        return Stream.of(
                Arguments.of(new TimeoutException("15 s"), "spring.kafka.bootstrap-servers"),
                Arguments.of(new SaslAuthenticationException("no"), "credentials"),
                Arguments.of(new TopicAuthorizationException("no"), "Give it the rights Read and Describe"),
                Arguments.of(
                        undecodable(new SerializationException("The registry has no schema with id 7")),
                        "offset 5 of partition 0 of sms.text-received is not understood (The registry has no schema"),
                Arguments.of(
                        undecodable(new SerializationException(
                                "no",
                                new SerializationException(
                                        "It is down", new IllegalStateException("quotes a record")))),
                        "(It is down)"),
                Arguments.of(new KafkaException("outer", new IllegalStateException("inner")), "inner"));
    }

    @Test
    void missingTopicIsAFailure() {
        Run run = run(new TextLog(0), "--days=30");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errors()).contains("has the prepare command been run?");
    }

    @Test
    void configurationThatTheServiceWouldRefuseIsRefused() {
        Run run = run(log(), "--days=30", TENANT + "vocabulary.help=stop");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errors())
                .startsWith("reread: the configuration cannot be used: ")
                .contains("acme.vocabulary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--days=0", "--days=3651", "--days=ten", "--days=", "--days", "--tenant=acme", "days=3"})
    void lookBackHasToBeANumberOfDays(String argument) {
        Run run = run(log(), argument);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).startsWith("reread: ").contains("--days=30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--show-texts=yes", "--hours=3", "--tenant", "--show"})
    void unknownOptionIsRefused(String argument) {
        assertThat(run(log(), "--days=30", argument).code()).isEqualTo(2);
    }

    @Test
    void brokerThatNobodyKnowsIsSaid() {
        Run run = run(
                context -> context.getBean(KeptTexts.class),
                "--days=30",
                "--spring.kafka.bootstrap-servers=no.broker.invalid:1");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errors()).contains("No resolvable bootstrap urls");
    }

    private static TextLog log(TextReceived... texts) {
        var log = new TextLog(1);
        Arrays.stream(texts)
                .forEach(text -> log.with(0, Clock.systemUTC().instant().minus(Duration.ofHours(1)), text));
        return log.ready();
    }

    private static KafkaException undecodable(SerializationException cause) {
        return new RecordDeserializationException(
                DeserializationExceptionOrigin.VALUE,
                new TopicPartition(TextLog.TOPIC, 0),
                5,
                0,
                TimestampType.CREATE_TIME,
                ByteBuffer.allocate(0),
                ByteBuffer.allocate(0),
                new RecordHeaders(),
                "not read",
                cause);
    }

    private static Run run(TextLog log, String... options) {
        return run(context -> new KeptTexts(log), options);
    }

    private static Run run(Function<ConfigurableApplicationContext, KeptTexts> log, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(TENANT + "numbers=" + NUMBER + "," + OTHER_NUMBER);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = RereadCommand.run(
                "sms-inbound-service",
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                log);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private record Run(int code, String output, String errors) {

        List<String> lines() {
            return output.lines().toList();
        }
    }
}

package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.greenlight.consent.domain.consent.OptOutMeans;
import dev.greenlight.consent.domain.consent.OptOutScope;
import dev.greenlight.consent.domain.consent.RecordedOptOut;
import dev.greenlight.consent.domain.consent.TextMeaning;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import dev.greenlight.consent.web.ConsentDesk.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

class OptOutHttpTest {

    private static final String NUMBER = "+15555550123";
    private static final String CALL = "{\"means\": \"CALL\", \"evidence\": \"Called the desk at noon.\"}";

    private final ConsentDesk desk = new ConsentDesk();

    @Test
    void optOutIsAnsweredWithTheConsentAfterIt() throws Exception {
        desk.text(NUMBER, TextMeaning.OPT_IN, ConsentDesk.NOW.minusSeconds(60));

        Answer answer = post(CALL, "Idempotency-Key", "call-81");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("outcome").asString()).isEqualTo("UPDATED");
        var consent = answer.body().path("consent");
        assertThat(consent.path("status").asString()).isEqualTo("OPTED_OUT");
        assertThat(consent.path("optOutScope").asString()).isEqualTo("ALL");
        assertThat(consent.path("setBy").asString()).isEqualTo("opt-out (call) recorded by front desk");
        assertThat(consent.path("personCanText").path("toOptIn").size()).isPositive();
        RecordedOptOut recorded = desk.optOuts().getFirst();
        assertThat(recorded.eventId()).isEqualTo("opt-out:call-81");
        assertThat(recorded.means()).isEqualTo(OptOutMeans.CALL);
        assertThat(recorded.scope()).isNull();
        assertThat(recorded.receivedAt()).isEqualTo(ConsentDesk.NOW);
        assertThat(recorded.note().evidence()).isEqualTo("Called the desk at noon.");
        assertThat(recorded.note().recordedBy()).isEqualTo("front desk");
        assertThat(recorded.note().recordedAt()).isEqualTo(ConsentDesk.NOW);
    }

    @Test
    void theSameKeyIsRepeatedAndTheSameScopeIsUnchanged() throws Exception {
        assertThat(outcome(post(CALL, "Idempotency-Key", "k"))).isEqualTo("UPDATED");
        assertThat(outcome(post(CALL, "Idempotency-Key", "k"))).isEqualTo("REPEATED");
        assertThat(outcome(post(CALL))).isEqualTo("UNCHANGED");
    }

    @Test
    void scopeAndTimeOfThePersonAreTaken() throws Exception {
        post("{\"means\": \"letter\", \"scope\": \"MARKETING\", \"receivedAt\": \"2026-02-27T09:00:00.1234-05:00\","
                + " \"evidence\": \"Letter 3.\"}");

        RecordedOptOut recorded = desk.optOuts().getFirst();
        assertThat(recorded.means()).isEqualTo(OptOutMeans.LETTER);
        assertThat(recorded.scope()).isEqualTo(OptOutScope.MARKETING);
        assertThat(recorded.receivedAt()).isEqualTo(Instant.parse("2026-02-27T14:00:00.123Z"));
    }

    @Test
    void whatIsOlderThanTheOptInIsUnchangedAndShowsWhy() throws Exception {
        desk.text(NUMBER, TextMeaning.OPT_IN, ConsentDesk.NOW.minusSeconds(60));

        Answer answer = post("{\"means\": \"CALL\", \"receivedAt\": \"2026-03-01T11:00:00Z\", \"evidence\": \"x\"}");

        assertThat(outcome(answer)).isEqualTo("UNCHANGED");
        assertThat(answer.body().path("consent").path("status").asString()).isEqualTo("OPTED_IN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'evidence': 'x'}|means",
                "{'means': 'PIGEON', 'evidence': 'x'}|means",
                "{'means': 'OFFICE_SWITCH', 'evidence': 'x'}|means",
                "{'means': 'CALL'}|evidence",
                "{'means': 'CALL', 'evidence': ' '}|evidence",
                "{'means': 'CALL', 'evidence': 'x', 'scope': 'NONE'}|scope",
                "{'means': 'CALL', 'evidence': 'x', 'receivedAt': 'noon'}|receivedAt",
                "{'means': 'CALL', 'evidence': 'x', 'receivedAt': '2026-03-01T12:00:00.001Z'}|receivedAt",
                "{'means': 'CALL', 'evidence': 'x', 'optIn': true}|(unknown)"
            },
            quoteCharacter = '"')
    void whatIsWrongIsNamedAndNothingIsRecorded(String body, String field) throws Exception {
        Answer answer = post(body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsString("field")).containsExactly(field);
        assertThat(desk.optOuts()).isEmpty();
    }

    @Test
    void evidenceOfAThousandCharactersIsTakenAndOneMoreIsNot() throws Exception {
        String longest = "x".repeat(1_000);

        assertThat(post("{\"means\": \"EMAIL\", \"evidence\": \"" + longest + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(post("{\"means\": \"EMAIL\", \"evidence\": \"" + longest + "x\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void pathNeedsANumber() throws Exception {
        assertThat(desk.send(HttpMethod.POST, "/consents/sms/5550123/opt-outs", CALL)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void eachOfManyIsAnsweredInOrderAndOneThatIsWrongStopsNone() throws Exception {
        Answer answer = many(
                "{\"number\": \"+15555550101\", \"means\": \"OTHER_SYSTEM\", \"evidence\": \"Export, Global.\"}",
                "{\"number\": \"555-0102\", \"means\": \"OTHER_SYSTEM\", \"evidence\": \"Export, Global.\"}",
                "7",
                "{\"number\": \"+15555550104\", \"means\": \"OTHER_SYSTEM\", \"scope\": \"MARKETING\","
                        + " \"evidence\": \"Export, Marketing.\"}");

        assertThat(answer.status()).isEqualTo(200);
        List<String> outcomes = answer.body().path("optOuts").findValuesAsString("outcome");
        assertThat(outcomes).containsExactly("UPDATED", "REJECTED", "REJECTED", "UPDATED");
        var second = answer.body().path("optOuts").get(1);
        assertThat(second.path("problem").asString()).isEqualTo("invalid-fields");
        assertThat(second.path("errors").findValuesAsString("field")).containsExactly("optOuts[1].number");
        assertThat(second.toString()).doesNotContain("555-0102");
        var last = answer.body().path("optOuts").get(3);
        assertThat(last.path("number").asString()).isEqualTo("+15555550104");
        assertThat(last.path("status").asString()).isEqualTo("OPTED_OUT");
        assertThat(desk.optOuts()).extracting(RecordedOptOut::commandId).containsExactly("k:0", "k:3");
    }

    @Test
    void manySentAgainAreRepeated() throws Exception {
        String one = "{\"number\": \"+15555550101\", \"means\": \"WEB\", \"evidence\": \"Page.\"}";
        many(one);

        assertThat(many(one).body().path("optOuts").get(0).path("outcome").asString())
                .isEqualTo("REPEATED");
    }

    @Test
    void aThousandAreTakenAndOneMoreIsNot() throws Exception {
        List<String> thousand = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            thousand.add("{\"number\": \"+1555555%04d\", \"means\": \"WEB\", \"evidence\": \"%s\"}"
                    .formatted(i, "x".repeat(1_000)));
        }
        assertThat(many(thousand.toArray(String[]::new)).body().path("optOuts").size())
                .isEqualTo(1_000);
        thousand.add(thousand.getFirst());

        Answer tooMany = many(thousand.toArray(String[]::new));

        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(desk.optOuts()).hasSize(1_000);
    }

    @Test
    void manyNeedAList() throws Exception {
        assertThat(desk.send(HttpMethod.POST, "/consents/sms:opt-out", "{}").status())
                .isEqualTo(400);
        assertThat(desk.send(HttpMethod.POST, "/consents/sms:opt-out", "{\"optOuts\": {}}")
                        .status())
                .isEqualTo(400);
        verify(desk.commands(), never()).send(anyString(), anyString(), any(RecordedOptOut.class));
    }

    @Test
    void whatCouldNotBeStoredOrTakesLongerIsToldApart() throws Exception {
        doReturn(CompletableFuture.completedFuture(new Unavailable<>()))
                .doReturn(CompletableFuture.completedFuture(new Accepted<>()))
                .when(desk.commands())
                .send(anyString(), anyString(), any(RecordedOptOut.class));
        String one = "{\"number\": \"+15555550101\", \"means\": \"WEB\", \"evidence\": \"Page.\"}";

        assertThat(many(one, one).body().path("optOuts").findValuesAsString("outcome"))
                .containsExactly("UNAVAILABLE", "ACCEPTED");
    }

    private Answer many(String... optOuts) throws Exception {
        return desk.send(
                HttpMethod.POST,
                "/consents/sms:opt-out",
                "{\"optOuts\": [" + String.join(",", optOuts) + "]}",
                "Idempotency-Key",
                "k");
    }

    private Answer post(String body, String... headers) throws Exception {
        return desk.send(HttpMethod.POST, "/consents/sms/" + NUMBER + "/opt-outs", body, headers);
    }

    private static String outcome(Answer answer) {
        return answer.body().path("outcome").asString();
    }
}

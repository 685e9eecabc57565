package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.OptInRequest;
import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.consent.Reason;
import dev.greenlight.consent.domain.consent.Standing;
import dev.greenlight.consent.domain.consent.Standing.Status;
import dev.greenlight.consent.mapping.ConsentView;
import dev.greenlight.consent.mapping.OptInView;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ResponseEntity;

class OptInRequestControllerTest {

    private static final String NUMBER = "+15555550123";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final OptInRequest OPEN = OptInRequest.open(
            "r1", new Origin(OptInSource.WEB_FORM, "v3", "form 7", "front desk"), NOW, NOW.plus(Duration.ofDays(7)));
    private static final ConsentView PENDING =
            new ConsentView(new Standing(Status.PENDING, null, NOW), 1, "entry", "opt-in request by front desk", OPEN);

    @Test
    void openedRequestIsCreatedAndOneThatWasOpenIsShown() {
        assertThat(answer(CommandOutcome.CREATED).getStatusCode().value()).isEqualTo(201);
        assertThat(answer(CommandOutcome.UNCHANGED).getStatusCode().value()).isEqualTo(200);
        assertThat(answer(CommandOutcome.REPEATED).getStatusCode().value()).isEqualTo(200);
        assertThat(answer(CommandOutcome.CREATED).getBody())
                .isInstanceOfSatisfying(OptInRequestController.AnswerBody.class, body -> {
                    assertThat(body.request().id()).isEqualTo("r1");
                    assertThat(body.request().expiresAt()).isEqualTo(OPEN.expiresAt());
                    assertThat(body.consent().status()).isEqualTo("PENDING");
                });
    }

    @Test
    void pendingNumberShowsEveryWayInWhichItCanGoOn() {
        ConsentBody body = ConsentBody.of(NUMBER, PENDING);

        assertThat(body.since()).isEqualTo(NOW);
        assertThat(body.evidence()).isEqualTo(new ConsentBody.Evidence("entry", 1));
        assertThat(Objects.requireNonNull(body.openRequest()).mayHappenNext())
                .containsExactly(
                        "YES, or an opt-in keyword, from the number before 2026-03-08T12:00:00Z opts it in.",
                        "NO from the number closes the request, and the number is not asked again for 30 days.",
                        "STOP from the number closes the request and opts it out.",
                        "Without an answer the request expires at 2026-03-08T12:00:00Z"
                                + " and the number is NEVER_ASKED again.");
        assertThat(body.personCanText().toOptIn()).contains("YES", "START");
        assertThat(body.personCanText().toOptOut()).contains("STOP");
    }

    @ParameterizedTest
    @CsvSource({
        "ALREADY_OPTED_OUT, OPTED_OUT, 409",
        "ALREADY_BLOCKED, BLOCKED_AT_GATEWAY, 409",
        "ALREADY_ON_HOLD, ON_HOLD, 409",
        "ALREADY_OPTED_IN, ALREADY_OPTED_IN, 409",
        "ASKED_TOO_OFTEN, ASKED_TOO_OFTEN, 429",
        "DECLINED_LATELY, DECLINED_LATELY, 429"
    })
    void everyRefusalIsAProblemOfItsOwn(Reason refusal, Problem problem, int status) {
        ProblemException refused = refused(refusal, null);

        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(problem.status().value()).isEqualTo(status);
        assertThat(refused.retryAfter()).isNull();
        assertThat(problem.body().getDetail()).matches("\\p{Lu}.*\\.");
    }

    @Test
    void refusalThatOnlyThePersonCanChangeNamesEveryWordThatDoes() {
        for (Problem problem : new Problem[] {Problem.OPTED_OUT, Problem.BLOCKED_AT_GATEWAY}) {
            assertThat(problem.body().getDetail()).contains("START", "UNSTOP", "RESTART", "SUBSCRIBE", "ENROLL");
        }
    }

    @Test
    void refusalForTheTimeOnlySaysWhenToTryAgainAndNotAMomentTooEarly() {
        ProblemException refused =
                refused(Reason.ASKED_TOO_OFTEN, NOW.plusSeconds(90).plusMillis(1));

        var response = new ProblemAdvice().refused(refused);

        assertThat(response.getStatusCode().value()).isEqualTo(429);
        assertThat(response.getHeaders().getFirst("Retry-After")).isEqualTo("91");
    }

    private static ResponseEntity<?> answer(CommandOutcome outcome) {
        return OptInRequestController.answer(NUMBER, outcome, new OptInView(PENDING, OPEN, null, null), NOW);
    }

    private static ProblemException refused(Reason refusal, @Nullable Instant retryAt) {
        var view = new OptInView(
                new ConsentView(new Standing(Status.NEVER_ASKED, null, null), 0, "", "", null), null, refusal, retryAt);
        return Objects.requireNonNull(catchThrowableOfType(
                ProblemException.class,
                () -> OptInRequestController.answer(NUMBER, CommandOutcome.REFUSED, view, NOW)));
    }
}

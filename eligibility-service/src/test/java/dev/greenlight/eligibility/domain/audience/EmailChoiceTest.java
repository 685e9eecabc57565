package dev.greenlight.eligibility.domain.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.audience.EmailStanding.Candidate;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EmailChoiceTest {

    private EmailChoice choice = EmailChoice.NONE;
    private int events;

    @Test
    void theFirstInTheOrderOfTheRecordIsChosenWhateverComesFirst() {
        assertThat(may("b@example.com", 1)).hasExactlyElementsOfTypes(EmailDifference.Joined.class);

        assertThat(may("a@example.com", 0))
                .satisfiesExactly(
                        left -> {
                            assertThat(left.candidate().address()).isEqualTo("b@example.com");
                            assertThat(((EmailDifference.Left) left).exclusions())
                                    .containsExactly(Exclusion.OTHER_EMAIL_FIRST);
                        },
                        joined -> assertThat(joined).isInstanceOf(EmailDifference.Joined.class));
        assertThat(shown()).isEqualTo("a@example.com");
    }

    @Test
    void theNextTakesOverWhenTheFirstMayNotAnyMoreFromThenOn() {
        may("a@example.com", 0);
        may("b@example.com", 1);

        List<EmailDifference> differences = mayNot("a@example.com", Exclusion.EMAIL_BOUNCED, Exclusion.DO_NOT_MAIL);

        assertThat(differences)
                .satisfiesExactly(
                        left -> assertThat(((EmailDifference.Left) left).exclusions())
                                .containsExactly(Exclusion.EMAIL_BOUNCED, Exclusion.DO_NOT_MAIL),
                        joined -> assertThat(((EmailDifference.Joined) joined).since())
                                .isEqualTo(Instant.ofEpochSecond(3)));
        assertThat(shown()).isEqualTo("b@example.com");
    }

    @Test
    void whatHappensToAnAddressThatIsNotShownIsNotShown() {
        may("a@example.com", 0);

        assertThat(may("b@example.com", 1)).isEmpty();
        assertThat(mayNot("b@example.com", Exclusion.EMAIL_UNSUBSCRIBED)).isEmpty();
        assertThat(may("a@example.com", 0)).as("the same again").isEmpty();
    }

    /** A reader never has two addresses of a customer, and at the end has the one that the rule names. */
    @RepeatedTest(200)
    void oneAddressIsShownAtATimeAndAtTheEndTheFirst(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        Map<Integer, String> eligible = new HashMap<>();
        var reader = new ArrayList<String>();
        for (int step = 0; step < 40; step++) {
            int position = random.nextInt(4);
            String address = position + "@example.com";
            List<EmailDifference> differences;
            if (random.nextBoolean()) {
                eligible.put(position, address);
                differences = may(address, position);
            } else {
                eligible.remove(position);
                differences = mayNot(address, Exclusion.EMAIL_UNSUBSCRIBED);
            }
            for (EmailDifference difference : differences) {
                switch (difference) {
                    case EmailDifference.Joined joined ->
                        reader.add(joined.candidate().address());
                    case EmailDifference.Renewed renewed ->
                        assertThat(reader).containsExactly(renewed.candidate().address());
                    case EmailDifference.Left left ->
                        assertThat(reader.remove(left.candidate().address())).isTrue();
                }
                assertThat(reader).hasSizeLessThanOrEqualTo(1);
            }
            assertThat(reader)
                    .isEqualTo(eligible.keySet().stream()
                            .sorted()
                            .limit(1)
                            .map(eligible::get)
                            .toList());
        }
    }

    private String shown() {
        return choice.shown() == null ? "none" : choice.shown().address();
    }

    private List<EmailDifference> may(String address, int position) {
        var candidate = new Candidate(address, "m-" + position, "en", position, Instant.ofEpochSecond(1), null);
        return hear(new EmailStanding(address, candidate, List.of(), nextCause()));
    }

    private List<EmailDifference> mayNot(String address, Exclusion... exclusions) {
        return hear(new EmailStanding(address, null, List.of(exclusions), nextCause()));
    }

    private List<EmailDifference> hear(EmailStanding news) {
        EmailChoice.Decision decision = choice.hear(news);
        choice = decision.choice();
        return decision.differences();
    }

    private Cause nextCause() {
        events++;
        return new Cause("event-" + events, Instant.ofEpochSecond(events), "test");
    }
}

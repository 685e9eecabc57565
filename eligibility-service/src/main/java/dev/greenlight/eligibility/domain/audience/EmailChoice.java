package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.audience.EmailStanding.Candidate;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.rule.Condition;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.rule.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of a customer's email addresses is sent marketing emails: the first in the order of the record that may.
 *
 * @param candidates the addresses that may, in that order
 * @param shown the one that the audience shows; null when it shows none
 */
public record EmailChoice(
        List<Candidate> candidates, @Nullable Shown shown) {

    public static final EmailChoice NONE = new EmailChoice(List.of(), null);

    public EmailChoice {
        candidates = List.copyOf(candidates);
    }

    /**
     * What the audience shows.
     *
     * @param since from when it shows this address
     * @param cause what made it the one
     */
    public record Shown(String address, Instant since, Cause cause) {}

    /**
     * What follows from news of an address.
     *
     * @param choice the choice from now on
     * @param differences what to publish, in this order: an address leaves before another one joins
     */
    public record Decision(EmailChoice choice, List<EmailDifference> differences) {

        public Decision {
            differences = List.copyOf(differences);
        }
    }

    public boolean isEmpty() {
        return candidates.isEmpty();
    }

    /** Whether another address of the customer is the one. False too while it is not known here which one is. */
    public boolean isOtherThan(String address) {
        return shown != null && !shown.address().equals(address);
    }

    public Decision hear(EmailStanding news) {
        var after = new ArrayList<>(candidates);
        after.removeIf(candidate -> candidate.address().equals(news.address()));
        if (news.candidate() != null) {
            after.add(news.candidate());
        }
        after.sort(Candidate.RECORD_ORDER);
        Candidate first = after.isEmpty() ? null : after.getFirst();
        Candidate before = shownCandidate();
        var differences = new ArrayList<EmailDifference>(2);
        if (before != null && shown != null && first != null && first.address().equals(before.address())) {
            if (looksDifferent(before, first)) {
                differences.add(new EmailDifference.Renewed(first, shown.since(), news.cause()));
            }
            return new Decision(new EmailChoice(after, shown), differences);
        }
        if (before != null) {
            boolean mayNot = before.address().equals(news.address()) && news.candidate() == null;
            differences.add(new EmailDifference.Left(
                    before, mayNot ? news.exclusions() : List.of(Exclusion.OTHER_EMAIL_FIRST), news.cause()));
        }
        Shown next = null;
        if (first != null) {
            next = new Shown(
                    first.address(), before == null ? first.since() : later(first, news.cause()), news.cause());
            differences.add(new EmailDifference.Joined(first, next.since(), news.cause()));
        }
        return new Decision(new EmailChoice(after, next), differences);
    }

    /**
     * Whether it is the one.
     *
     * @param address one of the customer's email addresses
     * @param eligible whether it may be written to; the order is no matter for one that may not, nor while the news
     *     that it may is on its way here
     */
    public Finding findingOf(String address, boolean eligible) {
        if (shown != null && shown.address().equals(address)) {
            return new Finding(Condition.FIRST_ELIGIBLE_EMAIL, Finding.Outcome.PASSED, null, shown.cause());
        }
        return shown == null || !eligible
                ? new Finding(Condition.FIRST_ELIGIBLE_EMAIL, Finding.Outcome.NOT_KNOWN, null, null)
                : new Finding(
                        Condition.FIRST_ELIGIBLE_EMAIL,
                        Finding.Outcome.FAILED,
                        Exclusion.OTHER_EMAIL_FIRST,
                        shown.cause());
    }

    private @Nullable Candidate shownCandidate() {
        for (Candidate candidate : candidates) {
            if (shown != null && candidate.address().equals(shown.address())) {
                return candidate;
            }
        }
        return null;
    }

    private static Instant later(Candidate first, Cause cause) {
        return first.since().isAfter(cause.at()) ? first.since() : cause.at();
    }

    private static boolean looksDifferent(Candidate before, Candidate after) {
        return !before.contactMethodId().equals(after.contactMethodId())
                || !Objects.equals(before.language(), after.language())
                || !Objects.equals(before.consentEventId(), after.consentEventId());
    }
}

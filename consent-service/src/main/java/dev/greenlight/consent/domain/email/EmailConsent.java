package dev.greenlight.consent.domain.email;

import dev.greenlight.consent.domain.command.RecentCommands;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered about one email address at one company.
 *
 * <p>For each reason two times are kept, each the latest of its kind and therefore the same in every order of arrival:
 * when it was last given, and when somebody who may lift it last did.
 *
 * @param marks of the reasons that were ever given or lifted
 * @param requests to opt in
 * @param recentCommandIds the last commands that were decided on, the newest last
 */
public record EmailConsent(Map<SuppressionReason, Mark> marks, EmailRequests requests, List<String> recentCommandIds) {

    /** An address that nobody has heard of. */
    public static final EmailConsent NOTHING_KNOWN = new EmailConsent(Map.of(), EmailRequests.NONE, List.of());

    public EmailConsent {
        var copy = new EnumMap<SuppressionReason, Mark>(SuppressionReason.class);
        copy.putAll(marks);
        marks = Collections.unmodifiableMap(copy);
        recentCommandIds = List.copyOf(recentCommandIds);
    }

    /** The strictest reason that holds; null where marketing email may be sent as far as this goes. */
    public @Nullable Suppression suppression() {
        return reasons().isEmpty()
                ? null
                : new Suppression(
                        reasons().getLast(),
                        Objects.requireNonNull(mark(reasons().getLast()).suppressedAt()));
    }

    /** Every reason that holds, the strictest last. */
    public List<SuppressionReason> reasons() {
        return marks.entrySet().stream()
                .filter(entry -> entry.getValue().holds())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the person does not want any. */
    public boolean isOptedOut() {
        return reasons().stream().anyMatch(SuppressionReason::isThePersons);
    }

    /** What the person has said, as far as what has happened tells. */
    public EmailStatus status() {
        if (isOptedOut()) {
            return EmailStatus.OPTED_OUT;
        }
        if (requests.areAgreed()) {
            return EmailStatus.OPTED_IN;
        }
        return requests.areOpen() ? EmailStatus.PENDING : EmailStatus.NEVER_ASKED;
    }

    /** When what is seen began; null for an address of which nothing was ever said. */
    public @Nullable Instant since() {
        EmailRequest latest = requests.latest();
        return suppression() == null && latest != null && status() == EmailStatus.PENDING
                ? later(suppressionSince(), latest.openedAt())
                : suppressionSince();
    }

    /** The same without regard to a request that is open: asking suppresses nothing and lifts nothing. */
    public @Nullable Instant suppressionSince() {
        Suppression suppression = suppression();
        if (suppression != null) {
            return suppression.since();
        }
        Instant lifted = marks.values().stream()
                .filter(mark -> mark.suppressedAt() != null)
                .map(Mark::liftedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        EmailRequest latest = requests.latest();
        return latest != null && status() == EmailStatus.OPTED_IN ? later(lifted, latest.agreedAt()) : lifted;
    }

    /** The same with what ends by itself ended until then. */
    public EmailConsent asOf(Instant time) {
        EmailRequests then = requests.asOf(time);
        return then == requests ? this : with(then);
    }

    Mark mark(SuppressionReason reason) {
        return marks.getOrDefault(reason, Mark.NONE);
    }

    EmailConsent suppressed(SuppressionReason reason, Instant at) {
        return with(reason, mark(reason).suppressed(at));
    }

    EmailConsent lifted(Collection<SuppressionReason> reasons, Instant at) {
        EmailConsent lifted = this;
        for (SuppressionReason reason : reasons) {
            lifted = lifted.with(reason, lifted.mark(reason).lifted(at));
        }
        return lifted;
    }

    EmailConsent remembering(String commandId) {
        return new EmailConsent(marks, requests, RecentCommands.with(recentCommandIds, commandId));
    }

    private EmailConsent with(SuppressionReason reason, Mark mark) {
        var changed = new EnumMap<SuppressionReason, Mark>(SuppressionReason.class);
        changed.putAll(marks);
        changed.put(reason, mark);
        return new EmailConsent(changed, requests, recentCommandIds);
    }

    EmailConsent with(EmailRequests changed) {
        return new EmailConsent(marks, changed, recentCommandIds);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }
}

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
 * @param recentCommandIds the last commands that were decided on, the newest last
 */
public record EmailConsent(Map<SuppressionReason, Mark> marks, List<String> recentCommandIds) {

    /** An address that nobody has heard of. */
    public static final EmailConsent NOTHING_KNOWN = new EmailConsent(Map.of(), List.of());

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

    /** When what is seen began; null for an address that was never suppressed. */
    public @Nullable Instant since() {
        Suppression suppression = suppression();
        return suppression != null
                ? suppression.since()
                : marks.values().stream()
                        .filter(mark -> mark.suppressedAt() != null)
                        .map(Mark::liftedAt)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null);
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
        return new EmailConsent(marks, RecentCommands.with(recentCommandIds, commandId));
    }

    private EmailConsent with(SuppressionReason reason, Mark mark) {
        var changed = new EnumMap<SuppressionReason, Mark>(SuppressionReason.class);
        changed.putAll(marks);
        changed.put(reason, mark);
        return new EmailConsent(changed, recentCommandIds);
    }
}

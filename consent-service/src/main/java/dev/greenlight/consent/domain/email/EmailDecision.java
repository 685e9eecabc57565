package dev.greenlight.consent.domain.email;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of an act. */
public sealed interface EmailDecision {

    /**
     * It was decided on, refused perhaps.
     *
     * @param causes every one, the most important first; not empty
     * @param retryAt from when on it may be asked for again; null unless it was refused for the time only
     */
    record Decided(
            EmailConsent before,
            EmailConsent after,
            EmailOutcome outcome,
            List<EmailCause> causes,
            @Nullable Instant retryAt)
            implements EmailDecision {

        public Decided(EmailConsent before, EmailConsent after, EmailOutcome outcome, List<EmailCause> causes) {
            this(before, after, outcome, causes, null);
        }

        /** Whether anybody can see a difference. */
        public boolean changesWhatIsSeen() {
            return before.status() != after.status()
                    || !Objects.equals(before.suppression(), after.suppression())
                    || after.status() == EmailStatus.PENDING && isAnotherRequest();
        }

        private boolean isAnotherRequest() {
            EmailRequest earlier = before.requests().latest();
            EmailRequest latest = after.requests().latest();
            return earlier == null || latest == null || !earlier.requestId().equals(latest.requestId());
        }
    }

    /** The same command was decided on before. */
    record Repeated() implements EmailDecision {}
}

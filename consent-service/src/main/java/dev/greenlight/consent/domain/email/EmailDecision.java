package dev.greenlight.consent.domain.email;

import java.util.List;
import java.util.Objects;

/** What became of an act. */
public sealed interface EmailDecision {

    /**
     * It was decided on, refused perhaps.
     *
     * @param causes every one, the most important first; not empty
     */
    record Decided(EmailConsent before, EmailConsent after, EmailOutcome outcome, List<EmailCause> causes)
            implements EmailDecision {

        /** Whether anybody can see a difference. */
        public boolean changesWhatIsSeen() {
            return !Objects.equals(before.suppression(), after.suppression());
        }
    }

    /** The same command was decided on before. */
    record Repeated() implements EmailDecision {}
}

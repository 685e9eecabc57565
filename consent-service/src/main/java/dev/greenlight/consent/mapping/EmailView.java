package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.email.EmailCause;
import dev.greenlight.consent.domain.email.EmailConsent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an email address, and what proves it.
 *
 * @param setBySequence the ledger entry that set what is seen; 0 where none has
 * @param setByEventId the id of that entry; empty where there is none
 * @param setBy for a person to read; empty where there is none
 * @param refusal why the command was refused that is being answered; null where it was not, or none is
 * @param retryAt from when on it may be asked for again; null where time alone does not change it
 */
public record EmailView(
        EmailConsent consent,
        long setBySequence,
        String setByEventId,
        String setBy,
        @Nullable EmailCause refusal,
        @Nullable Instant retryAt) {}

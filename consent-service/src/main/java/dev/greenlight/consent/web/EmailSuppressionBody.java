package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.email.Authority;
import dev.greenlight.consent.domain.email.Suppression;
import dev.greenlight.consent.domain.email.SuppressionReason;
import dev.greenlight.consent.mapping.EmailView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether marketing email may be sent to an address, as the office sees it.
 *
 * @param reason the strictest; null where it is not suppressed
 * @param since when that was last given; where it is not suppressed when the last was lifted or
 *     the person opted in, or null
 * @param reasons every one that holds, the strictest last
 * @param liftedBy who can lift the strictest: OFFICE, ADMIN or PERSON; null where it is not suppressed
 * @param setBy null where nothing was ever decided
 * @param evidence of the ledger entry that set what is seen; null where nothing was ever decided
 */
record EmailSuppressionBody(
        String email,
        boolean suppressed,
        @Nullable String reason,
        @Nullable Instant since,
        List<String> reasons,
        @Nullable String liftedBy,
        @Nullable String setBy,
        ConsentBody.@Nullable Evidence evidence) {

    static EmailSuppressionBody of(String email, EmailView view) {
        Suppression suppression = view.consent().suppression();
        return new EmailSuppressionBody(
                email,
                suppression != null,
                suppression == null ? null : suppression.reason().name(),
                view.consent().suppressionSince(),
                view.consent().reasons().stream().map(SuppressionReason::name).toList(),
                suppression == null ? null : lifterOf(suppression.reason()),
                view.setBy().isEmpty() ? null : view.setBy(),
                view.setBySequence() == 0 ? null : new ConsentBody.Evidence(view.setByEventId(), view.setBySequence()));
    }

    private static String lifterOf(SuppressionReason reason) {
        for (Authority authority : Authority.values()) {
            if (reason.isLiftedBy(authority)) {
                return authority.name();
            }
        }
        return "PERSON";
    }
}

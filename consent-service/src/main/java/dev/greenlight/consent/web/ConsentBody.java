package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.consent.OptInRequest;
import dev.greenlight.consent.domain.consent.OptOutScope;
import dev.greenlight.consent.domain.consent.Standing;
import dev.greenlight.consent.mapping.ConsentView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consent as the office sees it.
 *
 * @param optOutScope NONE, MARKETING or ALL
 * @param since null where nothing was said
 * @param setBy null where nothing was said
 * @param evidence of the ledger entry that set it; null where nothing was said
 * @param openRequest what the person was asked; null unless the status is PENDING
 * @param personCanText only the person can change it; these words do
 */
record ConsentBody(
        String channel,
        String address,
        String status,
        String optOutScope,
        @Nullable Instant since,
        @Nullable String setBy,
        @Nullable Evidence evidence,
        @Nullable OpenRequest openRequest,
        Words personCanText) {

    static final List<String> OPT_IN_WORDS = List.of("START", "UNSTOP", "RESTART", "SUBSCRIBE", "ENROLL");
    private static final List<String> WORDS_WHILE_PENDING =
            List.of("YES", "START", "UNSTOP", "RESTART", "SUBSCRIBE", "ENROLL");
    private static final List<String> OPT_OUT_WORDS =
            List.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT");
    private static final List<String> WIDER_OPT_OUT_WORDS = List.of("STOPALL");

    /** Where the proof stands: an entry of the history. */
    record Evidence(String eventId, long sequence) {}

    /**
     * A request that waits for an answer.
     *
     * @param mayHappenNext every way in which it can end, in sentences
     */
    record OpenRequest(OptInRequestBody request, List<String> mayHappenNext) {

        private static OpenRequest of(OptInRequest open) {
            return new OpenRequest(
                    OptInRequestBody.of(open),
                    List.of(
                            "YES, or an opt-in keyword, from the number before " + open.expiresAt() + " opts it in.",
                            "NO from the number closes the request, and the number is not asked again for 30 days.",
                            "STOP from the number closes the request and opts it out.",
                            "Without an answer the request expires at " + open.expiresAt()
                                    + " and the number is NEVER_ASKED again."));
        }
    }

    /** What the person can text. */
    record Words(List<String> toOptIn, List<String> toOptOut) {

        private static Words of(Standing standing) {
            return switch (standing.status()) {
                case NEVER_ASKED, ON_HOLD, BLOCKED_AT_GATEWAY -> new Words(OPT_IN_WORDS, OPT_OUT_WORDS);
                case PENDING -> new Words(WORDS_WHILE_PENDING, OPT_OUT_WORDS);
                case OPTED_IN -> new Words(List.of(), OPT_OUT_WORDS);
                case OPTED_OUT ->
                    new Words(OPT_IN_WORDS, standing.scope() == OptOutScope.ALL ? List.of() : WIDER_OPT_OUT_WORDS);
            };
        }
    }

    static ConsentBody of(String number, ConsentView view) {
        Standing standing = view.standing();
        OptOutScope scope = standing.scope();
        OptInRequest open = view.openRequest();
        return new ConsentBody(
                "SMS",
                number,
                standing.status().name(),
                scope == null ? "NONE" : scope.name(),
                standing.since(),
                view.setBy().isEmpty() ? null : view.setBy(),
                view.setBySequence() == 0 ? null : new Evidence(view.setByEventId(), view.setBySequence()),
                open == null ? null : OpenRequest.of(open),
                Words.of(standing));
    }
}

package dev.greenlight.consent.domain.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of one phone number last said about texts from one company.
 *
 * <p>Texts arrive late, twice and in any order, and the result must not depend on it. One time is not enough for
 * that: STOPALL at 10, START at 15, STOP of marketing at 20 leaves an opt-out of marketing, and must do so when the
 * START comes last. So three times are kept, each the latest of its kind and therefore the same in every order of
 * arrival: the last opt-in, the last opt-out of any scope, and the last opt-out of every text. An opt-out older than
 * the last opt-in can never count again, because the last opt-in only ever grows; it is forgotten.
 */
public sealed interface Consent {

    /** The person has not said anything. */
    record NeverAsked() implements Consent {}

    /**
     * The person agreed to marketing texts.
     *
     * @param since when the person last said so
     */
    record OptedIn(Instant since) implements Consent {}

    /**
     * The person said stop.
     *
     * @param since when the person last said so, whatever the scope
     * @param everythingSince when the person last stopped every text, if that still counts
     * @param optedInBefore the last opt-in, not after {@code since}; decides whether a late opt-out still counts
     */
    record OptedOut(
            Instant since,
            @Nullable Instant everythingSince,
            @Nullable Instant optedInBefore) implements Consent {

        /** An opt-out of a number that never opted in. */
        public static OptedOut of(Instant since, OptOutScope scope) {
            return new OptedOut(since, scope == OptOutScope.ALL ? since : null, null);
        }

        public OptOutScope scope() {
            return everythingSince == null ? OptOutScope.MARKETING : OptOutScope.ALL;
        }
    }

    /** Whether the person opted in after the time. */
    default boolean isLaterOptIn(Instant time) {
        Instant optedIn = switch (this) {
            case NeverAsked never -> null;
            case OptedIn in -> in.since;
            case OptedOut out -> out.optedInBefore;
        };
        return optedIn != null && optedIn.isAfter(time);
    }

    /** Whether the person is opted out and said so at the time or after it. */
    default boolean isOptedOutAt(Instant time) {
        return this instanceof OptedOut out && !out.since.isBefore(time);
    }
}

package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.MailFlags;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.Eligibility;
import dev.greenlight.eligibility.domain.rule.EligibilityRules;
import dev.greenlight.eligibility.domain.rule.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a customer is sent post: one membership for each customer, which its record alone decides.
 *
 * @param flags what decides; null for a customer that nothing is known about
 * @param shown what the audience shows; null while it does not show the customer
 */
public record DirectMail(
        @Nullable MailFlags flags, @Nullable Shown shown) {

    /** The name of the audience in events and in the HTTP API. */
    public static final String CODE = "direct-mail";

    public static final DirectMail NONE = new DirectMail(null, null);

    /**
     * What the audience shows of a customer.
     *
     * @param since when the last of what the audience asks for came true
     * @param fingerprint of the name, the address and the language
     */
    public record Shown(Instant since, long fingerprint) {}

    /**
     * What follows from a change of the customer record.
     *
     * @param mail the customer from now on
     * @param difference what to publish; null when nobody can see the change
     */
    public record Decision(DirectMail mail, @Nullable DirectMailDifference difference) {}

    /** Every condition, passed or not. */
    public Eligibility judge() {
        return judge(flags);
    }

    /**
     * @param news what the record says now; null when there is no record any more
     * @param cause the change of the record
     */
    public Decision hear(@Nullable CustomerMail news, Cause cause) {
        if (news == null) {
            return new Decision(
                    NONE,
                    flags == null || shown == null
                            ? null
                            : new DirectMailDifference.Left(
                                    judge(flags.removed(cause)).exclusions(), cause));
        }
        if (flags != null && news.revision() < flags.revision()) {
            return new Decision(this, null);
        }
        MailFlags after = flags == null
                ? MailFlags.first(news.revision(), news.flags(), cause)
                : flags.updated(news.revision(), news.flags(), cause);
        Eligibility eligibility = judge(after);
        Addressee addressee = news.addressee();
        if (!eligibility.isEligible() || addressee == null) {
            return new Decision(
                    new DirectMail(after, null),
                    shown == null ? null : new DirectMailDifference.Left(eligibility.exclusions(), cause));
        }
        long fingerprint = addressee.fingerprint();
        if (shown == null) {
            Instant since = eligibility.completeSince(cause.at());
            return new Decision(
                    new DirectMail(after, new Shown(since, fingerprint)),
                    new DirectMailDifference.Joined(addressee, since, cause));
        }
        return new Decision(
                new DirectMail(after, new Shown(shown.since(), fingerprint)),
                shown.fingerprint() == fingerprint
                        ? null
                        : new DirectMailDifference.Renewed(addressee, shown.since(), cause));
    }

    private static Eligibility judge(@Nullable MailFlags flags) {
        return EligibilityRules.DIRECT_MAIL.judge(new Subject(flags, null, CompanySettings.DEFAULTS));
    }
}

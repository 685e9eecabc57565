package dev.greenlight.eligibility.domain.rule;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactMethod;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.contact.OptOutScope;
import dev.greenlight.eligibility.domain.contact.Origin;
import dev.greenlight.eligibility.domain.contact.Suppression;
import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import dev.greenlight.eligibility.domain.rule.DecisionTables.Fact;
import dev.greenlight.eligibility.domain.rule.DecisionTables.Row;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Somebody of whom the facts of the tables hold, as the rules are told of it. */
final class TablePerson {

    static final Cause CAUSE = new Cause("change-1", Instant.EPOCH, "front-office");

    private static final List<Origin> ORIGINS = List.of(new Origin(new Flags(-1), CAUSE));
    private static final CompanySettings.Setters SETTERS = CompanySettings.Setters.all(CAUSE);
    private static final Fact[] ALL = Fact.values();

    private static final Map<Fact, Flag> FLAGS = new EnumMap<>(Map.ofEntries(
            Map.entry(Fact.ACTIVE, Flag.ACTIVE_CUSTOMER),
            Map.entry(Fact.MOBILE, Flag.MOBILE),
            Map.entry(Fact.EMAIL, Flag.EMAIL),
            Map.entry(Fact.MARKETING_UPDATES, Flag.MARKETING_UPDATES),
            Map.entry(Fact.JOB_NOTIFICATIONS, Flag.JOB_NOTIFICATIONS),
            Map.entry(Fact.OPEN_ESTIMATE, Flag.OPEN_ESTIMATE),
            Map.entry(Fact.VALID_POSTAL_ADDRESS, Flag.VALID_POSTAL_ADDRESS),
            Map.entry(Fact.DO_NOT_MAIL, Flag.DO_NOT_MAIL),
            Map.entry(Fact.DO_NOT_SERVICE, Flag.DO_NOT_SERVICE),
            Map.entry(Fact.DO_NOT_SEND_PROMOTIONAL_EMAILS, Flag.DO_NOT_SEND_PROMOTIONAL_EMAILS),
            Map.entry(Fact.TAG_OPTED_IN, Flag.OPTED_IN_TAG),
            Map.entry(Fact.TAG_EMAIL_DORMANT, Flag.EMAIL_DORMANT_TAG)));

    private final Set<Fact> facts;
    private final Holder holder;

    TablePerson(Set<Fact> facts) {
        this.facts = facts;
        Flags flags = Flags.NONE;
        for (Map.Entry<Fact, Flag> entry : FLAGS.entrySet()) {
            if (facts.contains(entry.getKey())) {
                flags = flags.with(entry.getValue(), true);
            }
        }
        holder = new Holder("c-1", new ContactMethod("m-1", null, flags), 1, ORIGINS);
    }

    /** Mostly such as may be sent something. */
    static TablePerson any(Random random) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        for (Fact fact : ALL) {
            if (random.nextInt(8) < (isAgainst(fact) ? 1 : 7)) {
                facts.add(fact);
            }
        }
        return new TablePerson(facts);
    }

    Set<Fact> facts() {
        return facts;
    }

    /** All that is known of the one address. */
    ContactFacts contactFacts(Row row) {
        return new ContactFacts(List.of(holder), consent(row));
    }

    Eligibility judge(Row row) {
        return rules(row).judge(new Subject(holder, consent(row), settings(row)));
    }

    CompanySettings settings(Row row) {
        return new CompanySettings(
                edition(row),
                facts.contains(Fact.DOUBLE_OPT_IN_ENABLED),
                facts.contains(Fact.OPT_OUT_MESSAGE_ENABLED),
                facts.contains(Fact.AUTO_SUPPRESS_DORMANT_ENABLED),
                TenantQuietHours.NONE,
                1,
                SETTERS);
    }

    private static EligibilityRules rules(Row row) {
        return switch (row) {
            case SMS_MARKETING -> EligibilityRules.SMS_MARKETING;
            case SMS_TRANSACTIONAL_WITH_MARKETING_PRO, SMS_TRANSACTIONAL_WITHOUT_MARKETING_PRO ->
                EligibilityRules.SMS_TRANSACTIONAL;
            case UNSOLD_ESTIMATES_WITH_MARKETING_PRO, UNSOLD_ESTIMATES_WITHOUT_MARKETING_PRO ->
                EligibilityRules.UNSOLD_ESTIMATES;
            case DIRECT_MAIL -> EligibilityRules.DIRECT_MAIL;
            case EMAIL_MARKETING_V1, EMAIL_MARKETING_V2 -> EligibilityRules.EMAIL_MARKETING;
        };
    }

    private static MarketingPro edition(Row row) {
        return switch (row) {
            case SMS_TRANSACTIONAL_WITH_MARKETING_PRO, UNSOLD_ESTIMATES_WITH_MARKETING_PRO, EMAIL_MARKETING_V2 ->
                MarketingPro.V2;
            case EMAIL_MARKETING_V1 -> MarketingPro.V1;
            case SMS_MARKETING,
                    SMS_TRANSACTIONAL_WITHOUT_MARKETING_PRO,
                    UNSOLD_ESTIMATES_WITHOUT_MARKETING_PRO,
                    DIRECT_MAIL -> MarketingPro.NONE;
        };
    }

    private Consent consent(Row row) {
        return rules(row) == EligibilityRules.EMAIL_MARKETING ? ofEmail() : ofTexts();
    }

    /** Who has ended all texts has opted out, whatever came before. */
    private Consent ofTexts() {
        if (facts.contains(Fact.STOPPED_ALL_TEXTS)) {
            return new Consent(ConsentStatus.OPTED_OUT, OptOutScope.ALL, 1, CAUSE, null);
        }
        ConsentStatus status = facts.contains(Fact.OPTED_IN) ? ConsentStatus.OPTED_IN : ConsentStatus.NEVER_ASKED;
        return new Consent(status, OptOutScope.NONE, 1, CAUSE, null);
    }

    private Consent ofEmail() {
        return new Consent(
                facts.contains(Fact.EMAIL_CONFIRMED) ? ConsentStatus.OPTED_IN : ConsentStatus.NEVER_ASKED,
                OptOutScope.NONE,
                1,
                CAUSE,
                null,
                facts.contains(Fact.SUPPRESSED) ? Suppression.BOUNCE : Suppression.NONE);
    }

    private static boolean isAgainst(Fact fact) {
        return switch (fact) {
            case DO_NOT_MAIL,
                    DO_NOT_SERVICE,
                    STOPPED_ALL_TEXTS,
                    SUPPRESSED,
                    DO_NOT_SEND_PROMOTIONAL_EMAILS,
                    TAG_EMAIL_DORMANT -> true;
            default -> false;
        };
    }
}

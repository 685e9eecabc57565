package dev.greenlight.eligibility.domain.rule;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The decision tables as they stand in the specification, one row for each kind of message, and nothing but a
 * comparison of sets to read them with: no code of the rules is used here.
 */
final class DecisionTables {

    /** What can be so about a customer, a contact method, what the person said and what the company set. */
    enum Fact {
        ACTIVE,
        MOBILE,
        MARKETING_UPDATES,
        JOB_NOTIFICATIONS,
        /** Within the window, without a job. */
        OPEN_ESTIMATE,
        VALID_POSTAL_ADDRESS,
        DO_NOT_MAIL,
        DO_NOT_SERVICE,
        OPTED_IN,
        STOPPED_ALL_TEXTS,
        EMAIL,
        SUPPRESSED,
        DO_NOT_SEND_PROMOTIONAL_EMAILS,
        /** The tag, or the double opt-in itself. */
        TAG_OPTED_IN,
        EMAIL_CONFIRMED,
        TAG_EMAIL_DORMANT,
        DOUBLE_OPT_IN_ENABLED,
        OPT_OUT_MESSAGE_ENABLED,
        AUTO_SUPPRESS_DORMANT_ENABLED
    }

    /** A message that can be sent, and what must and must not be so for it. */
    enum Row {
        SMS_MARKETING("ACTIVE MOBILE MARKETING_UPDATES OPTED_IN", "DO_NOT_MAIL DO_NOT_SERVICE STOPPED_ALL_TEXTS"),
        SMS_TRANSACTIONAL_WITH_MARKETING_PRO(
                "ACTIVE MOBILE MARKETING_UPDATES JOB_NOTIFICATIONS", "DO_NOT_MAIL DO_NOT_SERVICE STOPPED_ALL_TEXTS"),
        SMS_TRANSACTIONAL_WITHOUT_MARKETING_PRO(
                "ACTIVE MOBILE JOB_NOTIFICATIONS", "DO_NOT_MAIL DO_NOT_SERVICE STOPPED_ALL_TEXTS"),
        UNSOLD_ESTIMATES_WITH_MARKETING_PRO(
                "ACTIVE MOBILE MARKETING_UPDATES JOB_NOTIFICATIONS OPEN_ESTIMATE",
                "DO_NOT_MAIL DO_NOT_SERVICE STOPPED_ALL_TEXTS"),
        UNSOLD_ESTIMATES_WITHOUT_MARKETING_PRO(
                "ACTIVE MOBILE JOB_NOTIFICATIONS OPEN_ESTIMATE", "DO_NOT_MAIL DO_NOT_SERVICE STOPPED_ALL_TEXTS"),
        DIRECT_MAIL("ACTIVE VALID_POSTAL_ADDRESS", "DO_NOT_MAIL DO_NOT_SERVICE"),
        EMAIL_MARKETING_V2(
                "ACTIVE EMAIL MARKETING_UPDATES",
                "SUPPRESSED DO_NOT_MAIL DO_NOT_SERVICE DO_NOT_SEND_PROMOTIONAL_EMAILS"),
        EMAIL_MARKETING_V1(
                "ACTIVE EMAIL MARKETING_UPDATES",
                "SUPPRESSED DO_NOT_MAIL DO_NOT_SERVICE DO_NOT_SEND_PROMOTIONAL_EMAILS") {
            @Override
            boolean allows(Set<Fact> facts) {
                boolean confirmed = facts.contains(Fact.TAG_OPTED_IN) || facts.contains(Fact.EMAIL_CONFIRMED);
                boolean dormant = facts.containsAll(EnumSet.of(
                        Fact.TAG_EMAIL_DORMANT, Fact.OPT_OUT_MESSAGE_ENABLED, Fact.AUTO_SUPPRESS_DORMANT_ENABLED));
                return super.allows(facts) && (confirmed || !facts.contains(Fact.DOUBLE_OPT_IN_ENABLED)) && !dormant;
            }

            @Override
            List<Fact> facts() {
                Set<Fact> all = EnumSet.copyOf(super.facts());
                all.addAll(EnumSet.range(Fact.TAG_OPTED_IN, Fact.AUTO_SUPPRESS_DORMANT_ENABLED));
                return List.copyOf(all);
            }
        };

        private final Set<Fact> wanted;
        private final Set<Fact> unwanted;

        Row(String wanted, String unwanted) {
            this.wanted = parse(wanted);
            this.unwanted = parse(unwanted);
        }

        boolean allows(Set<Fact> facts) {
            for (Fact fact : unwanted) {
                if (facts.contains(fact)) {
                    return false;
                }
            }
            return facts.containsAll(wanted);
        }

        /** Every fact that the row looks at. */
        List<Fact> facts() {
            Set<Fact> all = EnumSet.copyOf(wanted);
            all.addAll(unwanted);
            return List.copyOf(all);
        }
    }

    private DecisionTables() {}

    private static Set<Fact> parse(String names) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        Arrays.stream(names.split(" ")).map(Fact::valueOf).forEach(facts::add);
        return facts;
    }
}

package dev.greenlight.eligibility.domain.whatif;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flagged;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.Eligibility;
import dev.greenlight.eligibility.domain.rule.Subject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks the rules of every audience of addresses about a company's contacts twice: with what the company has set up, and
 * with what it might. Post is no matter of settings.
 */
public final class WhatIf {

    private static final Audience[] AUDIENCES = Audience.values();

    private final int samples;
    private final Map<String, Boolean> estimates;
    private final Map<Audience, Moves> byAddress = new EnumMap<>(Audience.class);
    private final FirstEmails emails;
    private final Map<String, Long> textable = new HashMap<>();
    private long contacts;

    /**
     * @param samples the most to remember by name of those who join an audience, and of those who leave it
     * @param emailPool the most email addresses to remember by name until it is known whether they move
     * @param estimates whether an estimate would be open, of the customers for whom the answer would be another one
     */
    public WhatIf(int samples, int emailPool, Map<String, Boolean> estimates) {
        this(samples, estimates, new FirstEmails(emailPool), 0);
    }

    private WhatIf(int samples, Map<String, Boolean> estimates, FirstEmails emails, long contacts) {
        this.samples = samples;
        this.estimates = Map.copyOf(estimates);
        this.emails = emails;
        this.contacts = contacts;
        for (Audience audience : AUDIENCES) {
            if (audience != Audience.EMAIL_MARKETING) {
                movesOf(audience);
            }
        }
    }

    /** Puts together again what another instance found. */
    public static WhatIf of(
            long contacts, Map<Audience, Moves> byAddress, FirstEmails emails, Map<String, Long> textable) {
        var whatIf = new WhatIf(0, Map.of(), emails, contacts);
        whatIf.byAddress.putAll(byAddress);
        whatIf.textable.putAll(textable);
        return whatIf;
    }

    /**
     * @param before what the company has set up
     * @param after what it might
     */
    public void add(String address, ContactFacts facts, CompanySettings before, CompanySettings after) {
        contacts++;
        boolean same = before.decideAs(after);
        for (Holder holder : facts.holders()) {
            Boolean open = estimates.get(holder.customerId());
            Flagged then = open == null ? holder : new WithEstimate(holder, open);
            for (Audience audience : AUDIENCES) {
                if (audience.isOutOfQuestionFor(holder) && audience.isOutOfQuestionFor(then)) {
                    continue;
                }
                Eligibility today = audience.rules().judge(new Subject(holder, facts.consent(), before));
                Eligibility would = same && open == null
                        ? today
                        : audience.rules().judge(new Subject(then, facts.consent(), after));
                if (audience == Audience.EMAIL_MARKETING) {
                    emails.add(address, holder, today, would);
                } else {
                    compare(address, holder, today, would, movesOf(audience));
                    if (audience == Audience.SMS_MARKETING && would.isEligible()) {
                        textable.merge(PlaceDirectory.areaOf(address), 1L, Long::sum);
                    }
                }
            }
        }
    }

    /** What was found in another part of the company's contacts. */
    public void add(WhatIf other) {
        contacts += other.contacts;
        other.byAddress.forEach((audience, moves) -> movesOf(audience).add(moves));
        emails.add(other.emails);
        other.textable.forEach((area, members) -> textable.merge(area, members, Long::sum));
    }

    /** How many addresses were looked at. */
    public long contacts() {
        return contacts;
    }

    /** Of the audiences in which an address is decided by itself; of one part of the contacts or of all. */
    public Map<Audience, Moves> byAddress() {
        return Map.copyOf(byAddress);
    }

    /** What is known of the audience in which one address of each customer is chosen. */
    public FirstEmails emails() {
        return emails;
    }

    /** How many would be sent marketing texts, by {@link PlaceDirectory#areaOf what says where they can be}. */
    public Map<String, Long> textable() {
        return Map.copyOf(textable);
    }

    /** Of all audiences, in their order; right when every part has been added. */
    public Map<Audience, Moves> result() {
        var result = new EnumMap<>(byAddress);
        result.put(Audience.EMAIL_MARKETING, emails.moves(samples));
        return result;
    }

    private Moves movesOf(Audience audience) {
        return byAddress.computeIfAbsent(audience, first -> new Moves(samples));
    }

    private static void compare(String address, Holder holder, Eligibility today, Eligibility would, Moves moves) {
        if (today.isEligible() && would.isEligible()) {
            moves.stays(1);
        } else if (today.isEligible()) {
            moves.leaves(new Move(holder.customerId(), holder.method().contactMethodId(), address, would.exclusions()));
        } else if (would.isEligible()) {
            moves.joins(new Move(holder.customerId(), holder.method().contactMethodId(), address, today.exclusions()));
        }
    }

    /** A holder of whom it is said otherwise whether an estimate is open. */
    private record WithEstimate(Holder holder, boolean open) implements Flagged {

        @Override
        public boolean isOn(Flag flag) {
            return flag == Flag.OPEN_ESTIMATE ? open : holder.isOn(flag);
        }

        @Override
        public Cause setterOf(Flag flag) {
            return holder.setterOf(flag);
        }
    }
}

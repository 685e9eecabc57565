package dev.greenlight.verification.invariant;

import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.verification.model.Member;
import dev.greenlight.verification.model.ReferenceModel;
import dev.greenlight.verification.model.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** I5: when nothing is left to do, consent and audience are what the model says, for every address and contact. */
final class StatesEqualModel implements Invariant {

    @Override
    public List<Violation> breaches(Recording recording, ReferenceModel model) {
        List<Violation> breaches = new ArrayList<>();
        var ledger = new Ledger(recording);
        var states = recording.state(EventTopic.CONSENT_STATE);
        // a number that was asked in vain is again as if nobody had
        states.values().removeIf(state -> state.getStatus() == ConsentStatus.NEVER_ASKED);
        var spoken = model.spoken();
        for (String key : union(states.keySet(), spoken.keySet())) {
            compare(key, states.get(key), spoken.get(key), ledger, breaches);
        }
        var shown = recording.state(EventTopic.AUDIENCE_SMS_MARKETING);
        var members = model.smsMarketing();
        for (String key : union(shown.keySet(), members.keySet())) {
            compare(key, shown.get(key), members.get(key), ledger, breaches);
        }
        return breaches;
    }

    private static void compare(
            String key,
            @Nullable ConsentState state,
            @Nullable Spoken spoken,
            Ledger ledger,
            List<Violation> breaches) {
        if (state == null || spoken == null) {
            breaches.add(breach(
                    key,
                    "consent is " + (state == null ? "absent" : state.getStatus()) + " instead of "
                            + (spoken == null ? "absent" : spoken.status())));
            return;
        }
        if (state.getStatus() != spoken.status() || state.getOptOutScope() != spoken.scope()) {
            breaches.add(breach(
                    key,
                    "consent is " + state.getStatus() + "/" + state.getOptOutScope() + " instead of " + spoken.status()
                            + "/" + spoken.scope()));
            return;
        }
        if (spoken.optedIn() && !spoken.heldBy().containsKey(textOf(state.getSetByEventId(), ledger))) {
            breaches.add(breach(key, "the opt-in is ascribed to a text before the last stop"));
        }
    }

    private static void compare(
            String key,
            @Nullable AudienceMember shown,
            @Nullable Member member,
            Ledger ledger,
            List<Violation> breaches) {
        if (shown == null || member == null) {
            breaches.add(
                    breach(key, shown == null ? "is missing from audience.sms-marketing" : "must not be a member"));
            return;
        }
        if (!shown.getContactMethodId().equals(member.contactMethodId())
                || !shown.getAddress().equals(member.address())
                || !Objects.equals(shown.getLanguage(), member.language())) {
            breaches.add(breach(key, "is a member with another contact method, address or language than recorded"));
        }
        if (!member.grantedBy().contains(textOf(shown.getConsentEventId(), ledger))) {
            breaches.add(breach(key, "is a member because of a text before the last stop, or of none"));
        }
    }

    private static String textOf(@Nullable String ledgerEventId, Ledger ledger) {
        ConsentChanged entry = ledger.entry(ledgerEventId);
        return entry == null ? "" : entry.getEvidence().getTextEventId();
    }

    private static TreeSet<String> union(Iterable<String> one, Iterable<String> other) {
        var union = new TreeSet<String>();
        one.forEach(union::add);
        other.forEach(union::add);
        return union;
    }

    private static Violation breach(String key, String what) {
        return new Violation("I5", key + " " + what);
    }
}

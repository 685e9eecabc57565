package dev.greenlight.verification.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.EmailAct;
import dev.greenlight.schemas.consent.EmailEvidence;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.verification.Events;
import dev.greenlight.verification.model.ReferenceModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each invariant holds in a good recording and has been seen to break in a bad one. */
class InvariantsTest {

    private static final String MEMBER = "tenant-a:C1:+15550000001";

    private final Recording recording = new Recording();
    private final ReferenceModel model = new ReferenceModel();
    private final TextReceived start = Events.text("M1", TextMeaning.OPT_IN, 10);
    private final TextReceived stop = Events.text("M2", TextMeaning.OPT_OUT, 20);
    private final ConsentChanged granted =
            Events.linked(Events.decision(start, 0, 1, ConsentStatus.NEVER_ASKED, ConsentStatus.OPTED_IN), null);
    private final ConsentChanged revoked =
            Events.linked(Events.decision(stop, 1, 2, ConsentStatus.OPTED_IN, ConsentStatus.OPTED_OUT), granted);
    private long audienceOffset;

    @BeforeEach
    void aPersonJoinsAndLeaves() {
        recording.acknowledge(start.getEventId());
        recording.add(EventTopic.TEXT_RECEIVED, 0, 0, Events.PERSON, start);
        recording.add(EventTopic.TEXT_RECEIVED, 0, 1, Events.PERSON, stop);
        recording.add(EventTopic.CONSENT_CHANGED, 0, 0, Events.PERSON, granted);
        recording.add(EventTopic.CONSENT_CHANGED, 0, 1, Events.PERSON, revoked);
        recording.add(EventTopic.CONSENT_STATE, 0, 0, Events.PERSON, state(granted));
        recording.add(EventTopic.CONSENT_STATE, 0, 1, Events.PERSON, state(revoked));
        audience(member(granted));
        membership(MembershipChange.JOINED, granted);
        audience(null);
        membership(MembershipChange.LEFT, revoked);
        model.apply(start);
        model.apply(stop);
        model.apply(Events.customer("C1").build());
    }

    @Test
    void aGoodRecordingHasNoBreach() {
        assertThat(breaches()).isEmpty();
    }

    @Test
    void aYesThatAnswersNoRequestBreaksI3() {
        grantByYes(null);

        assertThat(breaches()).contains("I3");
    }

    @Test
    void aYesWithinTheTimeOfARequestIsTheOwnersWord() {
        grantByYes(30);

        assertThat(breaches()).doesNotContain("I3");
    }

    @Test
    void aYesByTheLinkOfAnEmailIsTheOwnersWordWithinItsTimeAlone() {
        grantByLink("tenant-a:ann@example.com", EmailAct.AGREE, 30);
        assertThat(breaches()).doesNotContain("I3");

        grantByLink("tenant-a:bob@example.com", EmailAct.AGREE, 29);
        assertThat(breaches()).contains("I3");
    }

    @Test
    void anEmailAddressThatTheOfficeOptedInBreaksI3() {
        grantByLink("tenant-a:ann@example.com", EmailAct.UNSUPPRESS, 30);

        assertThat(breaches()).contains("I3");
    }

    @Test
    void aYesAfterTheRequestHasExpiredBreaksI3() {
        grantByYes(29);

        assertThat(breaches()).contains("I3");
    }

    /** @param lastSecond in which the request could be answered; null for no request */
    private void grantByYes(@Nullable Integer lastSecond) {
        TextReceived yes = Events.text("M3", TextMeaning.CONFIRM, 30);
        OptInRequestEvidence request = lastSecond == null
                ? null
                : OptInRequestEvidence.newBuilder()
                        .setRequestId("ask-1")
                        .setAskedBy("office")
                        .setAskedAt(start.getReceivedAt())
                        .setExpiresAt(Events.text("none", TextMeaning.HELP, lastSecond + 1)
                                .getReceivedAt())
                        .build();
        recording.add(EventTopic.TEXT_RECEIVED, 0, 2, Events.PERSON, yes);
        ConsentChanged entry = ConsentChanged.newBuilder(
                        Events.decision(yes, 2, 3, ConsentStatus.OPTED_OUT, ConsentStatus.OPTED_IN))
                .setRequest(request)
                .build();
        recording.add(EventTopic.CONSENT_CHANGED, 0, 2, Events.PERSON, entry);
    }

    /** @param lastSecond in which the request can be answered; the answer is of second 30 */
    private void grantByLink(String key, EmailAct act, int lastSecond) {
        ConsentChanged entry = ConsentChanged.newBuilder(Events.decision(
                        Events.text("none", TextMeaning.HELP, 30), 9, 1, ConsentStatus.PENDING, ConsentStatus.OPTED_IN))
                .setChannel(Channel.EMAIL)
                .setAddress(key.substring("tenant-a:".length()))
                .setRequest(OptInRequestEvidence.newBuilder()
                        .setRequestId("ask-1")
                        .setAskedBy("office")
                        .setAskedAt(start.getReceivedAt())
                        .setExpiresAt(Events.text("none", TextMeaning.HELP, lastSecond + 1)
                                .getReceivedAt())
                        .build())
                .setEmail(EmailEvidence.newBuilder().setAct(act).build())
                .build();
        recording.add(EventTopic.CONSENT_CHANGED, 0, 3, key, entry);
        recording.add(EventTopic.CONSENT_STATE, 0, 3, key, state(entry));
    }

    @Test
    void anAcknowledgedTextThatIsNotOnTheLogBreaksI1() {
        recording.acknowledge("generic:M3");

        assertThat(breaches()).containsExactly("I1");
    }

    @Test
    void aTextWithoutALedgerEntryBreaksI1() {
        recording.add(EventTopic.TEXT_RECEIVED, 0, 2, Events.PERSON, Events.text("M3", TextMeaning.HELP, 30));

        assertThat(breaches()).containsExactly("I1");
    }

    @Test
    void aSecondLedgerEntryForOneTextBreaksI1AndI2() {
        recording.add(EventTopic.CONSENT_CHANGED, 0, 2, Events.PERSON, revoked);

        assertThat(breaches()).contains("I1", "I2");
    }

    @Test
    void aGapInTheLedgerBreaksI2() {
        TextReceived again = Events.text("M3", TextMeaning.OPT_OUT, 30);
        recording.add(EventTopic.TEXT_RECEIVED, 0, 2, Events.PERSON, again);
        recording.add(
                EventTopic.CONSENT_CHANGED,
                0,
                2,
                Events.PERSON,
                Events.linked(Events.decision(again, 2, 4, ConsentStatus.OPTED_OUT, ConsentStatus.OPTED_OUT), revoked));

        assertThat(breaches()).containsExactly("I2");
    }

    @Test
    void anOlderStateAfterANewerOneBreaksI2() {
        recording.add(EventTopic.CONSENT_STATE, 0, 2, Events.PERSON, state(granted));
        recording.add(EventTopic.CONSENT_STATE, 0, 3, Events.PERSON, state(revoked));

        assertThat(breaches()).contains("I2");
    }

    @Test
    void anEntryThatDoesNotFollowTheOneBeforeItBreaksI7() {
        TextReceived again = Events.text("M3", TextMeaning.OPT_OUT, 30);
        recording.add(EventTopic.TEXT_RECEIVED, 0, 2, Events.PERSON, again);
        recording.add(
                EventTopic.CONSENT_CHANGED,
                0,
                2,
                Events.PERSON,
                Events.linked(Events.decision(again, 2, 3, ConsentStatus.OPTED_OUT, ConsentStatus.OPTED_OUT), granted));

        assertThat(breaches()).containsExactly("I7");
    }

    @Test
    void anEntryThatIsNotWhatItsHashSaysBreaksI7() {
        TextReceived again = Events.text("M3", TextMeaning.OPT_OUT, 30);
        recording.add(EventTopic.TEXT_RECEIVED, 0, 2, Events.PERSON, again);
        ConsentChanged entry =
                Events.linked(Events.decision(again, 2, 3, ConsentStatus.OPTED_OUT, ConsentStatus.OPTED_OUT), revoked);
        recording.add(
                EventTopic.CONSENT_CHANGED,
                0,
                2,
                Events.PERSON,
                ConsentChanged.newBuilder(entry).setReasons(List.of("ANOTHER")).build());

        assertThat(breaches()).containsExactly("I7");
    }

    @Test
    void anOptInThatTheOfficeMadeUpBreaksI3() {
        recording.add(
                EventTopic.CONSENT_CHANGED,
                0,
                2,
                Events.PERSON,
                Events.decision(start, 7, 3, ConsentStatus.OPTED_OUT, ConsentStatus.OPTED_IN));

        assertThat(breaches()).contains("I3");
    }

    @Test
    void aMemberBecauseOfAnOlderGrantBreaksI4EvenForAMoment() {
        audience(member(granted));
        audience(null);

        assertThat(breaches()).containsExactly("I4");
    }

    @Test
    void aMemberThatShouldHaveLeftBreaksI5() {
        audience(member(granted));

        assertThat(breaches()).containsExactly("I4", "I5");
    }

    @Test
    void aMissingMemberBreaksI5() {
        model.apply(Events.text("M3", TextMeaning.OPT_IN, 30));

        assertThat(breaches()).containsExactly("I5", "I5");
    }

    private List<String> breaches() {
        return Invariants.breaches(Invariants.EXACTLY_ONCE, recording, model).stream()
                .map(Violation::invariant)
                .toList();
    }

    private void audience(@Nullable AudienceMember member) {
        recording.add(EventTopic.AUDIENCE_SMS_MARKETING, 0, audienceOffset++, MEMBER, member);
    }

    private void membership(MembershipChange change, ConsentChanged cause) {
        var event = MembershipChanged.newBuilder()
                .setEventId("membership-" + cause.getSequence())
                .setTenant("tenant-a")
                .setCustomerId("C1")
                .setContactMethodId("M0")
                .setAddress("+15550000001")
                .setAudience("sms-marketing")
                .setChange(change)
                .setExclusions(List.of())
                .setCausedByEventId(cause.getEventId())
                .setEffectiveAt(cause.getEffectiveAt())
                .build();
        recording.add(EventTopic.MEMBERSHIP_CHANGED, 0, audienceOffset, "tenant-a:C1", event);
    }

    private static AudienceMember member(ConsentChanged grant) {
        return AudienceMember.newBuilder()
                .setTenant("tenant-a")
                .setCustomerId("C1")
                .setContactMethodId("M0")
                .setAddress("+15550000001")
                .setLanguage(null)
                .setSince(grant.getEffectiveAt())
                .setConsentEventId(grant.getEventId())
                .build();
    }

    private static ConsentState state(ConsentChanged entry) {
        return ConsentState.newBuilder()
                .setTenant("tenant-a")
                .setChannel(Channel.SMS)
                .setAddress("+15550000001")
                .setStatus(entry.getStatusAfter())
                .setOptOutScope(entry.getScopeAfter())
                .setSince(entry.getEffectiveAt())
                .setSequence(entry.getSequence())
                .setSetByEventId(entry.getEventId())
                .setSetBy("text")
                .build();
    }
}

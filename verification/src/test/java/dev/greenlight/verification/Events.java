package dev.greenlight.verification;

import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.ContactMethodType;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.CustomerType;
import dev.greenlight.schemas.consent.LedgerLink;
import dev.greenlight.schemas.consent.MarketingProEdition;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.OptOutScopeSetting;
import dev.greenlight.schemas.consent.ScheduledOptOutScope;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.consent.TextEvidence;
import dev.greenlight.schemas.ledger.LedgerChain;
import dev.greenlight.schemas.serde.TrustedEventTypes;
import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of one person at one company, for the tests of the oracle itself. */
public final class Events {

    public static final String PERSON = "tenant-a:+15550000001";

    private static final Instant BEGIN = Instant.parse("2026-01-15T17:00:00Z");

    static {
        TrustedEventTypes.trust(); // no serde may have been made before
    }

    private Events() {}

    /** A text of the person, so many seconds after the beginning. */
    public static TextReceived text(String messageId, TextMeaning meaning, int second) {
        return text(messageId, meaning, second, false);
    }

    /** The person wants no text of any kind. */
    public static TextReceived stopall(String messageId, int second) {
        return text(messageId, TextMeaning.OPT_OUT, second, true);
    }

    private static TextReceived text(String messageId, TextMeaning meaning, int second, boolean stopsEverything) {
        return TextReceived.newBuilder()
                .setEventId("generic:" + messageId)
                .setTenant("tenant-a")
                .setGateway("generic")
                .setGatewayMessageId(messageId)
                .setFrom("+15550000001")
                .setTo("+18005551212")
                .setText(meaning.name())
                .setMeaning(meaning)
                .setKeyword(meaning.name())
                .setRule("default-vocabulary")
                .setStopsEverything(stopsEverything)
                .setGatewayHint(GatewayHint.NONE)
                .setGatewayReplied(false)
                .setReceivedAt(BEGIN.plusSeconds(second))
                .setReceivedAtSource(TimeSource.GATEWAY)
                .setPublishedAt(BEGIN.plusSeconds(second))
                .build();
    }

    /** The ledger entry that decides the text at that offset of partition 0. */
    public static ConsentChanged decision(
            TextReceived text, long offset, long sequence, ConsentStatus before, ConsentStatus after) {
        boolean out = after == ConsentStatus.OPTED_OUT;
        return ConsentChanged.newBuilder()
                .setEventId("decision-" + sequence)
                .setTenant(text.getTenant())
                .setChannel(Channel.SMS)
                .setAddress(text.getFrom())
                .setSequence(sequence)
                .setOutcome(out ? ConsentOutcome.REVOKED : ConsentOutcome.GRANTED)
                .setReasons(List.of("REASON"))
                .setStatusBefore(before)
                .setStatusAfter(after)
                .setScopeAfter(out ? OptOutScope.ALL : OptOutScope.NONE)
                .setEffectiveAt(text.getReceivedAt())
                .setEvidence(TextEvidence.newBuilder()
                        .setTextEventId(text.getEventId())
                        .setGateway(text.getGateway())
                        .setGatewayMessageId(text.getGatewayMessageId())
                        .setTo(text.getTo())
                        .setText(text.getText())
                        .setKeyword(text.getKeyword())
                        .setRule(text.getRule())
                        .setReceivedAt(text.getReceivedAt())
                        .setReceivedAtSource(text.getReceivedAtSource())
                        .setTopicPartition(0)
                        .setTopicOffset(offset)
                        .build())
                .build();
    }

    /** The entry with its place in the chain after another one; null for the first. */
    public static ConsentChanged linked(ConsentChanged entry, @Nullable ConsentChanged before) {
        LedgerLink last = before == null ? null : before.getLink();
        byte[] salt = new byte[32];
        salt[0] = (byte) entry.getSequence();
        return ConsentChanged.newBuilder(entry)
                .setLink(LedgerChain.link(entry, salt, last == null ? null : last.getHash()))
                .build();
    }

    /** A customer that may be sent everything, with the person's number. */
    public static CustomerState.Builder customer(String customerId) {
        return CustomerState.newBuilder()
                .setTenant("tenant-a")
                .setCustomerId(customerId)
                .setRevision(1)
                .setName("A customer")
                .setActive(true)
                .setCustomerType(CustomerType.RESIDENTIAL)
                .setLanguage(null)
                .setDoNotMail(false)
                .setDoNotService(false)
                .setDoNotSendPromotionalEmails(false)
                .setTags(List.of())
                .setContactMethods(List.of(ContactMethod.newBuilder()
                        .setContactMethodId("M0")
                        .setType(ContactMethodType.MOBILE)
                        .setValue("+15550000001")
                        .setMarketingUpdates(true)
                        .setJobNotifications(true)
                        .build()))
                .setChangedAt(BEGIN)
                .setChangedBy("office")
                .setEventId("change-1");
    }

    public static TenantSettings settings(OptOutScopeSetting scope) {
        return settings(scope, null);
    }

    /** A company that has announced how it will read opt-outs from some second on. */
    public static TenantSettings settings(OptOutScopeSetting scope, OptOutScopeSetting later, long second) {
        return settings(scope, new ScheduledOptOutScope(later, BEGIN.plusSeconds(second)));
    }

    private static TenantSettings settings(OptOutScopeSetting scope, @Nullable ScheduledOptOutScope scheduled) {
        return TenantSettings.newBuilder()
                .setTenant("tenant-a")
                .setRevision(1)
                .setOptOutScope(scope)
                .setMarketingUpdatesForNewCustomers(true)
                .setJobNotificationsForNewCustomers(true)
                .setChangedAt(BEGIN)
                .setChangedBy("office")
                .setEventId("change-2")
                .setMarketingPro(MarketingProEdition.NONE)
                .setScheduledOptOutScope(scheduled)
                .build();
    }
}

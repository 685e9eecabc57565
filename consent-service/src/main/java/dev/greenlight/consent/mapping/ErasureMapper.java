package dev.greenlight.consent.mapping;

import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredConsentStatus;
import dev.greenlight.consent.stored.StoredEmailConsent;
import dev.greenlight.consent.stored.StoredEmailMark;
import dev.greenlight.consent.stored.StoredEmailReason;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.consent.stored.StoredErasure;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.LedgerLink;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.TextEvidence;
import dev.greenlight.schemas.ledger.LedgerChain;
import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TimeSource;
import java.time.Instant;
import java.util.List;

/** That people's data is to be erased, between requests, the log and the ledger. */
public final class ErasureMapper {

    private ErasureMapper() {}

    /** @param pseudonym empty for a customer */
    public static StoredErasure toStored(
            String commandId, String tenant, String subject, String pseudonym, Instant askedAt) {
        return new StoredErasure(commandId, tenant, subject, pseudonym, askedAt);
    }

    /**
     * What is remembered of an erased address.
     *
     * @param last the last entry about it, with its link
     */
    public static StoredErasedAddress toMark(ConsentChanged last, Instant erasedAt) {
        LedgerLink link = last.getLink();
        return new StoredErasedAddress(
                last.getTenant(), erasedAt, last.getSequence(), link == null ? null : link.getHash());
    }

    /**
     * The last entry about an address: up to it everything is erased, itself too.
     *
     * @param sequence of the entry
     * @param commandId of what the office asked for
     */
    public static ConsentChanged toLedgerEntry(
            String commandId,
            String tenant,
            String address,
            String pseudonym,
            Instant at,
            long sequence,
            int partition,
            long offset) {
        String eventId = "erasure:" + commandId;
        return ConsentChanged.newBuilder()
                .setEventId(LedgerEntryMapper.eventId(eventId, partition, offset))
                .setTenant(tenant)
                .setChannel(address.startsWith("+") ? Channel.SMS : Channel.EMAIL)
                .setAddress(address)
                .setSequence(sequence)
                .setOutcome(ConsentOutcome.NOTED)
                .setReasons(List.of("ERASED"))
                // what the person said before is known to nobody from now on
                .setStatusBefore(ConsentStatus.UNKNOWN)
                .setStatusAfter(ConsentStatus.OPTED_OUT)
                .setScopeAfter(OptOutScope.ALL)
                .setEffectiveAt(at)
                .setEvidence(new TextEvidence(
                        eventId,
                        "office",
                        pseudonym,
                        "",
                        "",
                        "",
                        LedgerChain.ERASURE,
                        at,
                        TimeSource.GREENLIGHT,
                        partition,
                        offset,
                        GatewayHint.NONE))
                .setReview(null)
                .setRequest(null)
                .setOptOut(null)
                .setEmail(null)
                .setLink(null)
                .build();
    }

    /** What is known about an erased number: nobody may text it, and the person has to begin anew. */
    public static StoredConsent toConsent(StoredErasedAddress mark) {
        return StoredConsent.newBuilder()
                .setStatus(StoredConsentStatus.OPTED_OUT)
                .setSince(mark.getErasedAt())
                .setEverythingSince(mark.getErasedAt())
                .setDecisions(mark.getDecisions())
                .setHead(mark.getHead())
                .setSetBySequence(mark.getDecisions())
                .setSetByEventId("")
                .setSetBy(LedgerChain.ERASURE)
                .setSeenTexts(List.of())
                .build();
    }

    /** The same for an erased email address. */
    public static StoredEmailConsent toEmailConsent(StoredErasedAddress mark) {
        return StoredEmailConsent.newBuilder()
                .setMarks(List.of(StoredEmailMark.newBuilder()
                        .setReason(StoredEmailReason.UNSUBSCRIBE)
                        .setSuppressedAt(mark.getErasedAt())
                        .build()))
                .setDecisions(mark.getDecisions())
                .setHead(mark.getHead())
                .setSetBySequence(mark.getDecisions())
                .setSetByEventId("")
                .setSetBy(LedgerChain.ERASURE)
                .setRecentCommandIds(List.of())
                .build();
    }
}

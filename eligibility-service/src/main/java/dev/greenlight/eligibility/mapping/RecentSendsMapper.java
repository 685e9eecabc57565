package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.check.MessageSent;
import dev.greenlight.eligibility.domain.check.RecentSends;
import dev.greenlight.eligibility.stored.StoredMessageSent;
import dev.greenlight.eligibility.stored.StoredRecentSends;
import dev.greenlight.eligibility.stored.StoredSend;
import org.jspecify.annotations.Nullable;

/** Reads and keeps what was sent to an address. */
public final class RecentSendsMapper {

    private RecentSendsMapper() {}

    public static StoredMessageSent toRecord(MessageSent send) {
        return new StoredMessageSent(send.messageId(), send.sentAt());
    }

    public static MessageSent fromRecord(StoredMessageSent record) {
        return new MessageSent(record.getMessageId(), record.getSentAt());
    }

    public static RecentSends fromStore(@Nullable StoredRecentSends stored) {
        return stored == null
                ? RecentSends.NONE
                : new RecentSends(stored.getNewestFirst().stream()
                        .map(send -> new MessageSent(send.getMessageId(), send.getSentAt()))
                        .toList());
    }

    /** Null where nothing has to be kept. */
    public static @Nullable StoredRecentSends toStore(RecentSends sends) {
        return sends.isEmpty()
                ? null
                : new StoredRecentSends(sends.newestFirst().stream()
                        .map(send -> new StoredSend(send.messageId(), send.sentAt()))
                        .toList());
    }
}

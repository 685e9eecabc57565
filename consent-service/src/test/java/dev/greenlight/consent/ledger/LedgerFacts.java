package dev.greenlight.consent.ledger;

import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.EmailAct;
import dev.greenlight.schemas.consent.EmailEvidence;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import dev.greenlight.schemas.consent.LedgerLink;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import dev.greenlight.schemas.consent.OptInSource;
import dev.greenlight.schemas.consent.OptOutMeans;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.RecordedOptOutEvidence;
import dev.greenlight.schemas.consent.ReviewEvidence;
import dev.greenlight.schemas.consent.ReviewReading;
import dev.greenlight.schemas.consent.TextEvidence;
import dev.greenlight.schemas.ledger.LedgerChain;
import dev.greenlight.schemas.serde.TrustedEventTypes;
import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts about +15555550123 at acme, and a ledger that holds them and nothing else. */
public final class LedgerFacts {

    static {
        TrustedEventTypes.trust();
    }

    public static final String NUMBER = "+15555550123";

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private LedgerFacts() {}

    /** A note about a text that changes nothing. */
    public static ConsentChanged unlinked(long sequence) {
        Instant at = BEGIN.plusSeconds(sequence);
        return new ConsentChanged(
                "consent:test:" + sequence,
                "acme",
                Channel.SMS,
                NUMBER,
                sequence,
                ConsentOutcome.NOTED,
                List.of("HELP_KEYWORD"),
                ConsentStatus.NEVER_ASKED,
                ConsentStatus.NEVER_ASKED,
                OptOutScope.NONE,
                at,
                new TextEvidence(
                        "test:" + sequence,
                        "test",
                        "SM" + sequence,
                        "+15555550100",
                        "HELP",
                        "HELP",
                        "default-vocabulary",
                        at,
                        TimeSource.GATEWAY,
                        3,
                        16 + sequence,
                        GatewayHint.NONE),
                null,
                null,
                null,
                null,
                null);
    }

    /** The person's opt-in, in the words given. */
    public static ConsentChanged granted(long sequence, String words, @Nullable OptInRequestEvidence request) {
        ConsentChanged note = unlinked(sequence);
        return ConsentChanged.newBuilder(note)
                .setOutcome(ConsentOutcome.GRANTED)
                .setReasons(List.of(request == null ? "OPT_IN_KEYWORD" : "REQUEST_CONFIRMED"))
                .setStatusAfter(ConsentStatus.OPTED_IN)
                .setEvidence(TextEvidence.newBuilder(note.getEvidence())
                        .setText(words)
                        .setKeyword("YES")
                        .build())
                .setRequest(request)
                .build();
    }

    /** With every field filled. */
    public static ConsentChanged full() {
        var review = new ReviewEvidence(
                ReviewReading.CONVERSATION, List.of("test:1"), "front desk", "Called back.", BEGIN.plusMillis(5));
        var optOut = new RecordedOptOutEvidence(
                "o1", OptOutMeans.CALL, OptOutScope.ALL, "Called twice.", "back office", BEGIN.plusMillis(7));
        return ConsentChanged.newBuilder(granted(1, "S\u00ed \uD83D\uDE00", request("Form 7")))
                .setReview(review)
                .setOptOut(optOut)
                .setEmail(new EmailEvidence(
                        EmailAct.SUPPRESS,
                        EmailSuppressionReason.BOUNCE,
                        EmailSuppressionReason.UNSUBSCRIBE,
                        "offers",
                        "front desk",
                        "Came back.",
                        "https://mail.example.com/email-opt-in/AgE",
                        "198.51.100.7",
                        "A browser"))
                .build();
    }

    public static OptInRequestEvidence request(String evidence) {
        return new OptInRequestEvidence(
                "r1", OptInSource.WEB_FORM, "sms-2026-01", evidence, "front desk", BEGIN, BEGIN.plusSeconds(600));
    }

    /** The facts with their links. */
    public static List<ConsentChanged> chain(List<ConsentChanged> facts) {
        List<ConsentChanged> chain = new ArrayList<>();
        LedgerLink last = null;
        for (ConsentChanged fact : facts) {
            byte[] salt = new byte[32];
            salt[0] = (byte) fact.getSequence();
            last = LedgerChain.link(fact, salt, last == null ? null : last.getHash());
            chain.add(ConsentChanged.newBuilder(fact).setLink(last).build());
        }
        return chain;
    }

    /** A ledger that answers as the real one does. */
    public static Ledger ledgerOf(List<ConsentChanged> facts) {
        List<LedgerEntry> entries = facts.stream().map(LedgerEntry::of).toList();
        Ledger ledger = mock();
        when(ledger.history(anyString(), anyInt(), anyInt())).thenAnswer(call -> {
            int from = call.getArgument(1);
            int end = Math.min(entries.size(), from + call.<Integer>getArgument(2));
            return Optional.of(new LedgerPage(
                    from < end ? entries.subList(from, end) : List.of(),
                    end < entries.size() ? end : null,
                    entries.isEmpty() ? null : entries.getLast(),
                    entries.size()));
        });
        return ledger;
    }
}

package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.whatif.FirstEmails;
import dev.greenlight.eligibility.domain.whatif.Move;
import dev.greenlight.eligibility.domain.whatif.Moves;
import dev.greenlight.eligibility.domain.whatif.WhatIf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one instance found, as it tells the instance that was asked.
 *
 * @param contacts how many addresses it looked at
 * @param audiences those in which an address is decided by itself
 * @param customers what it knows of the email addresses of each customer, 32 bytes for each
 * @param reasons the reasons together that {@code customers} counts
 * @param candidates email addresses by name
 * @param textable how many would be sent marketing texts, by area code
 */
record WhatIfShare(
        long contacts,
        List<OfAudience> audiences,
        byte[] customers,
        List<List<Exclusion>> reasons,
        List<Move> candidates,
        Map<String, Long> textable) {

    private static final int ENTRY_BYTES = 3 * Long.BYTES + 2 * Integer.BYTES;

    /** How many go which way in an audience, and some of them. */
    record OfAudience(
            Audience audience,
            long staying,
            List<Count> joining,
            List<Count> leaving,
            List<Move> someJoining,
            List<Move> someLeaving) {}

    /** @param reasons all that are against them together */
    record Count(List<Exclusion> reasons, long count) {}

    static WhatIfShare of(WhatIf found) {
        FirstEmails emails = found.emails();
        ByteBuffer customers = ByteBuffer.allocate(emails.size() * ENTRY_BYTES);
        emails.forEach(entry -> customers
                .putLong(entry.customer())
                .putLong(entry.before())
                .putLong(entry.after())
                .putInt(entry.againstThen())
                .putInt(entry.againstNow()));
        List<OfAudience> audiences = found.byAddress().entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
        return new WhatIfShare(
                found.contacts(),
                audiences,
                customers.array(),
                emails.reasons(),
                emails.candidates(),
                found.textable());
    }

    WhatIf found() {
        var byAddress = new EnumMap<Audience, Moves>(Audience.class);
        audiences.forEach(each -> byAddress.put(each.audience(), moves(each)));
        var entries = new ArrayList<FirstEmails.Entry>(customers.length / ENTRY_BYTES);
        ByteBuffer bytes = ByteBuffer.wrap(customers);
        while (bytes.remaining() >= ENTRY_BYTES) {
            entries.add(new FirstEmails.Entry(
                    bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getInt(), bytes.getInt()));
        }
        return WhatIf.of(contacts, byAddress, FirstEmails.of(entries, reasons, candidates), textable);
    }

    private static OfAudience of(Audience audience, Moves moves) {
        return new OfAudience(
                audience,
                moves.staying(),
                counts(moves.joiningByReasons()),
                counts(moves.leavingByReasons()),
                moves.someJoining(),
                moves.someLeaving());
    }

    private static List<Count> counts(Map<List<Exclusion>, Long> byReasons) {
        return byReasons.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Moves moves(OfAudience share) {
        var moves = new Moves(
                Math.max(share.someJoining().size(), share.someLeaving().size()));
        moves.stays(share.staying());
        share.joining().forEach(count -> moves.joins(count.reasons(), count.count()));
        share.leaving().forEach(count -> moves.leaves(count.reasons(), count.count()));
        moves.showJoining(share.someJoining());
        moves.showLeaving(share.someLeaving());
        return moves;
    }
}

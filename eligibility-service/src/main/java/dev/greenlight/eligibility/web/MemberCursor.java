package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.MemberPlace;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A place in the list of members, as callers hand it back. */
final class MemberCursor {

    private static final int LONGEST = 1_024;

    private MemberCursor() {}

    static String of(MemberPlace place) {
        String text = place.key() + '\n' + place.customerId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for what was never a cursor. */
    static Optional<MemberPlace> parse(String cursor) {
        if (cursor.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                    .toString();
            int end = text.indexOf('\n');
            return end < 1
                    ? Optional.empty()
                    : Optional.of(new MemberPlace(text.substring(0, end), text.substring(end + 1)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

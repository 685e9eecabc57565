package dev.greenlight.eligibility.changes;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** How far somebody has read the facts about members: for each partition the offset of the next one. */
final class FeedPositions {

    private static final int LONGEST = 8_192;

    private final long[] next;

    /** @param next by the number of the partition, 0 or more */
    FeedPositions(long... next) {
        this.next = next.clone();
    }

    /** Empty for what {@link #toText} never made. */
    static Optional<FeedPositions> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() % Long.BYTES != 0) {
                return Optional.empty();
            }
            long[] read = new long[bytes.remaining() / Long.BYTES];
            bytes.asLongBuffer().get(read);
            return Arrays.stream(read).allMatch(offset -> offset >= 0)
                    ? Optional.of(new FeedPositions(read))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    int partitions() {
        return next.length;
    }

    long of(int partition) {
        return next[partition];
    }

    FeedPositions with(int partition, long offset) {
        long[] moved = next.clone();
        moved[partition] = offset;
        return new FeedPositions(moved);
    }

    /** The farther of the two in each partition. */
    FeedPositions orFarther(FeedPositions other) {
        long[] farther = next.clone();
        for (int partition = 0; partition < farther.length; partition++) {
            farther[partition] = Math.max(farther[partition], other.next[partition]);
        }
        return new FeedPositions(farther);
    }

    /** For readers to hand back, without a meaning to them. */
    String toText() {
        ByteBuffer bytes = ByteBuffer.allocate(next.length * Long.BYTES);
        bytes.asLongBuffer().put(next);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeedPositions positions && Arrays.equals(next, positions.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return Arrays.toString(next);
    }
}

package dev.greenlight.consent.ledger;

import java.util.Arrays;

/**
 * Where the entries about each number lie on the ledger: some forty bytes a number and twelve an entry, so that
 * millions fit into the heap. Keys are remembered by a 64-bit hash only, so a reader checks the key of what it reads.
 */
final class LedgerIndex {

    /** The place of an entry. */
    record Place(int partition, long offset) {}

    private static final int NONE = -1;
    private static final int FORGOTTEN = -2;
    private static final int FIRST_CAPACITY = 1 << 10;
    /** Offsets stay below 2^47 for as long as anybody will run this; the partition is above them. */
    private static final int OFFSET_BITS = 47;

    private long[] hashes = new long[FIRST_CAPACITY];
    private int[] last = filled(FIRST_CAPACITY);
    private int[] count = new int[FIRST_CAPACITY];
    private int keys;

    private long[] places = new long[FIRST_CAPACITY];
    private int[] previous = new int[FIRST_CAPACITY];
    private int entries;

    synchronized void add(String key, int partition, long offset) {
        if (keys * 3L > hashes.length * 2L) {
            growKeys();
        }
        if (entries == places.length) {
            places = Arrays.copyOf(places, entries + entries / 2);
            previous = Arrays.copyOf(previous, places.length);
        }
        int slot = slotOf(hash(key));
        if (last[slot] == NONE) {
            hashes[slot] = hash(key);
            keys++;
        }
        places[entries] = (long) partition << OFFSET_BITS | offset;
        previous[entries] = last[slot];
        last[slot] = entries++;
        count[slot]++;
    }

    /** The entry is gone; nothing happens where there is none. */
    synchronized void forget(String key, int partition, long offset) {
        int slot = slotOf(hash(key));
        long gone = (long) partition << OFFSET_BITS | offset;
        int after = NONE;
        int entry = last[slot];
        for (int left = last[slot] == NONE ? 0 : count[slot]; left > 0; left--) {
            if (places[entry] == gone) {
                if (after == NONE) {
                    // the slot stays taken, also when nothing is left: others are found by passing it
                    last[slot] = previous[entry] == NONE ? FORGOTTEN : previous[entry];
                } else {
                    previous[after] = previous[entry];
                }
                count[slot]--;
                return;
            }
            after = entry;
            entry = previous[entry];
        }
    }

    /** In the order of the ledger. With a vanishing chance there are places of another key among them. */
    synchronized Place[] find(String key) {
        int slot = slotOf(hash(key));
        var found = new Place[last[slot] == NONE ? 0 : count[slot]];
        int entry = last[slot];
        for (int i = found.length - 1; i >= 0; i--) {
            long place = places[entry];
            found[i] = new Place((int) (place >>> OFFSET_BITS), place & (1L << OFFSET_BITS) - 1);
            entry = previous[entry];
        }
        return found;
    }

    private void growKeys() {
        long[] oldHashes = hashes;
        int[] oldLast = last;
        int[] oldCount = count;
        hashes = new long[oldHashes.length * 2];
        last = filled(hashes.length);
        count = new int[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldLast[i] != NONE) {
                int slot = slotOf(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                last[slot] = oldLast[i];
                count[slot] = oldCount[i];
            }
        }
    }

    private int slotOf(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (last[slot] != NONE && hashes[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Every character counts, and the bits are mixed until each depends on all (a SplitMix64 finish). */
    private static long hash(String key) {
        long hash = key.length();
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
        return hash ^ hash >>> 31;
    }

    private static int[] filled(int length) {
        var slots = new int[length];
        Arrays.fill(slots, NONE);
        return slots;
    }
}

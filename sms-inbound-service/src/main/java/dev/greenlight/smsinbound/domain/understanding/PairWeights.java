package dev.greenlight.smsinbound.domain.understanding;

import java.util.Map;

/** Weights of pairs of words, found without making an object: each text asks for dozens. */
final class PairWeights {

    private final long[] keys;
    private final float[] weights;

    /**
     * @param byPair no key is zero
     */
    PairWeights(Map<Long, Float> byPair) {
        int capacity = Integer.highestOneBit(Math.max(byPair.size(), 1)) * 4;
        keys = new long[capacity];
        weights = new float[capacity];
        byPair.forEach((pair, weight) -> {
            int slot = slot(pair);
            keys[slot] = pair;
            weights[slot] = weight;
        });
    }

    /**
     * Both words are numbered from one.
     */
    static long pair(int first, int second) {
        return ((long) first << Integer.SIZE) | second;
    }

    /** Zero for a pair that is not known. */
    float get(long pair) {
        return weights[slot(pair)];
    }

    /** Where a pair is, or would be. */
    private int slot(long pair) {
        long mixed = pair * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> Integer.SIZE) & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != pair) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }
}

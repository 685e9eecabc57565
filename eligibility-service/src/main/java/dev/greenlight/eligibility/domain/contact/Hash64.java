package dev.greenlight.eligibility.domain.contact;

/** Stands for a text where very many have to be told apart: of a million, two are alike with a chance of one in thirty million. */
public final class Hash64 {

    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final int HALF = 29;

    private Hash64() {}

    /** Never zero. */
    public static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * ODD;
            hash ^= hash >>> HALF;
        }
        return hash == 0 ? 1 : hash;
    }
}

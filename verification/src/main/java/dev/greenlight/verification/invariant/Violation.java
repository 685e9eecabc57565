package dev.greenlight.verification.invariant;

/**
 * One breach of an invariant.
 *
 * @param invariant its number, such as I4
 * @param text what was seen and why it must not be, with key and position
 */
public record Violation(String invariant, String text) {

    @Override
    public String toString() {
        return invariant + ": " + text;
    }
}

package dev.greenlight.smsinbound.doctor;

/**
 * What was found out about one gateway of one tenant.
 *
 * @param isRight whether nothing is to be done
 * @param text for the operator: what is, and what to do where something is wrong
 */
record Finding(boolean isRight, String text) {

    static Finding right(String text) {
        return new Finding(true, text);
    }

    static Finding wrong(String text) {
        return new Finding(false, text);
    }
}

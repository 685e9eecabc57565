package dev.greenlight.smsinbound.domain.understanding;

/**
 * What was read in a text, and why.
 *
 * @param evidence the words that matched, normalised; at most 64 characters, empty where no word did
 * @param rule the rule that gave the meaning
 * @param stopsEverything whether it names every text, whatever the company has configured
 */
public record Reading(Meaning meaning, String evidence, String rule, boolean stopsEverything) {

    private static final int LONGEST_EVIDENCE = 64;

    public Reading {
        evidence = evidence.length() <= LONGEST_EVIDENCE ? evidence : shortened(evidence);
    }

    /** Safe for logs: no words. */
    @Override
    public String toString() {
        return "Reading[" + meaning + " by " + rule + "]";
    }

    private static String shortened(String evidence) {
        int end = Character.isHighSurrogate(evidence.charAt(LONGEST_EVIDENCE - 1))
                ? LONGEST_EVIDENCE - 1
                : LONGEST_EVIDENCE;
        return evidence.substring(0, end);
    }
}

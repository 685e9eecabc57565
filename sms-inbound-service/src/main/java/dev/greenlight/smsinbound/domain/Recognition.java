package dev.greenlight.smsinbound.domain;

/**
 * What was read in a text, and why.
 *
 * @param keyword the word of the vocabulary that matched; empty where no word did
 * @param rule the rule that gave the meaning
 */
public record Recognition(Meaning meaning, String keyword, String rule, boolean stopsEverything) {}

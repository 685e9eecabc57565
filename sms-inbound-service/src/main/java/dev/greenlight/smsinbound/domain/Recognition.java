package dev.greenlight.smsinbound.domain;

import dev.greenlight.smsinbound.domain.understanding.Meaning;

/**
 * What a text means to us after the gateway was heard too, and why.
 *
 * @param keyword the words that we matched, also where the gateway's hint won; empty where we matched none
 * @param rule the rule that gave the meaning; where the gateway's hint won over a reading of ours, it names that too
 */
public record Recognition(Meaning meaning, String keyword, String rule, boolean stopsEverything) {}

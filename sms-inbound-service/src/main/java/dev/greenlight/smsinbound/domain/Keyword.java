package dev.greenlight.smsinbound.domain;

/**
 * One entry of a vocabulary.
 *
 * @param word as {@link NormalisedText} makes it: upper case, no diacritics, one space between words
 * @param stopsEverything whether the word itself asks for the end of every text, whatever the company has configured
 */
public record Keyword(String word, Meaning meaning, boolean stopsEverything) {}

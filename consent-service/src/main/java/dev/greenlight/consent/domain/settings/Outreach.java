package dev.greenlight.consent.domain.settings;

import java.util.Comparator;
import java.util.List;

/**
 * Whom a company's campaigns address for how long, when their texts may arrive, and in which languages people answer.
 *
 * @param unsoldEstimateDays for how many days an estimate without a job is an unsold one, 1 to 365
 * @param marketingTextHours hours beside those of the law, in the order of the week and at most one entry for a day; a
 *     day without one is as the law has it
 * @param textLanguages beside those that every company's texts are read in, each once and in the order of their names
 */
public record Outreach(int unsoldEstimateDays, List<TextHours> marketingTextHours, List<TextLanguage> textLanguages) {

    /** Of a company that has not chosen anything. */
    public static final Outreach DEFAULTS = new Outreach(30, List.of(), List.of());

    public Outreach {
        marketingTextHours = marketingTextHours.stream()
                .sorted(Comparator.comparing(TextHours::day))
                .toList();
        textLanguages = textLanguages.stream()
                .distinct()
                .sorted(Comparator.comparing(TextLanguage::name))
                .toList();
    }
}

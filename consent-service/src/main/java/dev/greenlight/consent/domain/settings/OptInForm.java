package dev.greenlight.consent.domain.settings;

import java.util.List;

/**
 * A form on a company's web site in which people ask to be asked to opt in.
 *
 * @param formId that nobody can guess; it stands in the page
 * @param name as the company calls it
 * @param disclosure the words that people are shown and agree to
 * @param version the revision of the settings that made these words
 * @param allowedOrigins of the pages that may hold it, such as {@code https://www.example.com}
 * @param channel what they are asked to agree to
 */
public record OptInForm(
        String formId, String name, String disclosure, long version, List<String> allowedOrigins, Channel channel) {

    /** What people fill in: a phone number for texts, or an email address for email. */
    public enum Channel {
        SMS,
        EMAIL
    }

    public OptInForm {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** The same form with the version that its words have where another revision had it already. */
    OptInForm versioned(List<OptInForm> before, long revision) {
        long found = before.stream()
                .filter(old -> old.formId.equals(formId) && old.disclosure.equals(disclosure) && old.channel == channel)
                .mapToLong(OptInForm::version)
                .findFirst()
                .orElse(revision);
        return new OptInForm(formId, name, disclosure, found, allowedOrigins, channel);
    }
}

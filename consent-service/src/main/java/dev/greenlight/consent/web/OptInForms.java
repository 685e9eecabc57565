package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.settings.OptInForm;
import dev.greenlight.consent.topology.StateQueries;
import dev.greenlight.schemas.topic.TopicKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the forms of companies. */
@Component
public final class OptInForms {

    private static final Pattern FORM_ID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final StateQueries queries;

    public OptInForms(StateQueries queries) {
        this.queries = queries;
    }

    /** An id with 128 random bits. */
    static String newId() {
        var bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static boolean isId(String text) {
        return FORM_ID.matcher(text).matches();
    }

    /**
     * A form, or null where the company has none of that id.
     *
     * @throws ProblemException when the settings are not known right now
     */
    @Nullable OptInForm find(String tenant, String formId) {
        if (!TopicKeys.isTenant(tenant) || !isId(formId)) {
            return null;
        }
        var settings = Optional.ofNullable(queries.settingsHere(tenant))
                .orElseThrow(() -> new ProblemException(Problem.NOT_READY));
        byte[] asked = formId.getBytes(StandardCharsets.US_ASCII);
        OptInForm found = null;
        for (OptInForm form : settings.choices().optInForms()) {
            if (MessageDigest.isEqual(form.formId().getBytes(StandardCharsets.US_ASCII), asked)) {
                found = form;
            }
        }
        return found;
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.settings.OptInForm;
import dev.greenlight.consent.domain.settings.OptInForm.Channel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for about one form of a company. */
final class OptInFormRequests {

    private static final String FORM_ID = "formId";
    private static final String NAME = "name";
    private static final String DISCLOSURE = "disclosure";
    private static final String ORIGINS = "allowedOrigins";
    /** Shown, and not to be chosen. */
    private static final String VERSION = "version";

    private static final String CHANNEL = "channel";

    private static final int LONGEST_ID = 22;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DISCLOSURE = 1_000;
    private static final int MOST_ORIGINS = 20;
    private static final int LONGEST_ORIGIN = 200;

    private OptInFormRequests() {}

    /** @return null where something is wrong, which is added to the errors */
    static @Nullable OptInForm read(JsonFields json) {
        json.allowOnlyAndTell(Set.of(FORM_ID, NAME, DISCLOSURE, ORIGINS, VERSION, CHANNEL));
        String id = json.text(FORM_ID, LONGEST_ID);
        String name = json.text(NAME, LONGEST_NAME);
        String disclosure = json.text(DISCLOSURE, LONGEST_DISCLOSURE);
        List<String> origins = json.texts(ORIGINS, MOST_ORIGINS, LONGEST_ORIGIN);
        Channel channel = json.choice(CHANNEL, Channel.class);
        json.require(NAME);
        json.require(DISCLOSURE);
        json.require(ORIGINS);
        if (id != null && !OptInForms.isId(id)) {
            json.add(FORM_ID, "must be the id of a form, of 22 characters; a new form is given one");
        }
        if (origins != null && !json.isRefused(ORIGINS)) {
            if (origins.isEmpty() || !origins.stream().allMatch(OptInFormOrigins::isOrigin)) {
                json.add(ORIGINS, OptInFormOrigins.RULE);
            }
        }
        return name == null || disclosure == null || origins == null
                ? null
                : new OptInForm(
                        id == null ? OptInForms.newId() : id,
                        name,
                        disclosure,
                        0,
                        origins,
                        channel == null ? Channel.SMS : channel);
    }
}

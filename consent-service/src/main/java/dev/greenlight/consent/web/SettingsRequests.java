package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.settings.MarketingPro;
import dev.greenlight.consent.domain.settings.MarketingPro.Edition;
import dev.greenlight.consent.domain.settings.OptInForm;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.ScheduledScope;
import dev.greenlight.consent.domain.settings.Senders;
import dev.greenlight.consent.domain.settings.Senders.EmailSender;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for about a company's settings, and tells what does not go together. */
final class SettingsRequests {

    private static final String OPT_OUT_SCOPE = "optOutScope";
    private static final String SCHEDULED_SCOPE = "scheduledOptOutScope";
    private static final String MARKETING_UPDATES = "marketingUpdatesForNewCustomers";
    private static final String JOB_NOTIFICATIONS = "jobNotificationsForNewCustomers";
    private static final String REQUEST_EXPIRY = "optInRequestExpiryDays";
    private static final String REQUESTS_PER_NUMBER = "optInRequestsPerNumber";
    private static final String MARKETING_PRO = "marketingPro";
    private static final String DOUBLE_OPT_IN = "doubleOptIn";
    private static final String OPT_OUT_MESSAGE = "optOutMessage";
    private static final String AUTO_SUPPRESS = "autoSuppressDormant";
    private static final String SMS_SENDER = "smsSender";
    private static final String EMAIL_SENDER = "emailSender";
    private static final String OPT_IN_FORMS = "optInForms";
    private static final Set<String> FIELDS = Set.of(
            OPT_OUT_SCOPE,
            SCHEDULED_SCOPE,
            MARKETING_UPDATES,
            JOB_NOTIFICATIONS,
            REQUEST_EXPIRY,
            REQUESTS_PER_NUMBER,
            MARKETING_PRO,
            DOUBLE_OPT_IN,
            OPT_OUT_MESSAGE,
            AUTO_SUPPRESS,
            SMS_SENDER,
            EMAIL_SENDER,
            OPT_IN_FORMS,
            OutreachRequests.UNSOLD_ESTIMATES,
            OutreachRequests.TEXT_HOURS,
            OutreachRequests.LANGUAGES);

    private static final String SCOPE = "scope";
    private static final String FROM = "from";
    private static final String NAME = "name";
    private static final String ADDRESS = "address";

    private static final int LONGEST_EXPIRY_DAYS = 30;
    private static final int MOST_REQUESTS = 10;
    private static final int LONGEST_TIME = 40;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 254;

    /** Settings travel by another way than texts: a scope must be known before the first text that it is for. */
    private static final Duration SOONEST = Duration.ofMinutes(5);

    private static final Duration LATEST = Duration.ofDays(5 * 366);
    private static final String FROM_RULE =
            "must be a time with its offset, such as 2027-01-31T00:00:00-05:00, at least 5 minutes and at most 5 years ahead";

    private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,8}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final String ONLY_V1 = "can be true with marketingPro V1 only: nothing else has it";

    private SettingsRequests() {}

    /**
     * @param base what holds for fields that are not there; one that is null takes its default
     * @param now when it is asked for
     * @throws ProblemException with every field that is not as it must be
     */
    static Choices read(JsonFields json, Choices base, Instant now) {
        json.allowOnlyAndTell(FIELDS);
        Choices defaults = TenantSettings.DEFAULTS.choices();
        MarketingPro off = defaults.marketingPro();
        MarketingPro pro = base.marketingPro();
        var choices = new Choices(
                chosen(
                        json,
                        OPT_OUT_SCOPE,
                        json.choice(OPT_OUT_SCOPE, OptOutScopeSetting.class),
                        base.optOutScope(),
                        defaults.optOutScope()),
                scheduled(json, base.scheduledOptOutScope(), now),
                chosen(
                        json,
                        MARKETING_UPDATES,
                        json.flag(MARKETING_UPDATES),
                        base.marketingUpdatesForNewCustomers(),
                        defaults.marketingUpdatesForNewCustomers()),
                chosen(
                        json,
                        JOB_NOTIFICATIONS,
                        json.flag(JOB_NOTIFICATIONS),
                        base.jobNotificationsForNewCustomers(),
                        defaults.jobNotificationsForNewCustomers()),
                chosen(
                        json,
                        REQUEST_EXPIRY,
                        json.number(REQUEST_EXPIRY, 1, LONGEST_EXPIRY_DAYS),
                        base.optInRequestExpiryDays(),
                        defaults.optInRequestExpiryDays()),
                chosen(
                        json,
                        REQUESTS_PER_NUMBER,
                        json.number(REQUESTS_PER_NUMBER, 1, MOST_REQUESTS),
                        base.optInRequestsPerNumber(),
                        defaults.optInRequestsPerNumber()),
                new MarketingPro(
                        chosen(
                                json,
                                MARKETING_PRO,
                                json.choice(MARKETING_PRO, Edition.class),
                                pro.edition(),
                                off.edition()),
                        chosen(json, DOUBLE_OPT_IN, json.flag(DOUBLE_OPT_IN), pro.doubleOptIn(), off.doubleOptIn()),
                        chosen(
                                json,
                                OPT_OUT_MESSAGE,
                                json.flag(OPT_OUT_MESSAGE),
                                pro.optOutMessage(),
                                off.optOutMessage()),
                        chosen(
                                json,
                                AUTO_SUPPRESS,
                                json.flag(AUTO_SUPPRESS),
                                pro.autoSuppressDormant(),
                                off.autoSuppressDormant())),
                new Senders(
                        smsSender(json, base.senders().sms()),
                        emailSender(json, base.senders().email())),
                optInForms(json, base.optInForms()),
                OutreachRequests.read(json, base.outreach()));
        checkTogether(json, choices);
        json.check();
        return choices;
    }

    private static <T> T chosen(JsonFields json, String name, @Nullable T asked, T base, T byDefault) {
        if (asked != null) {
            return asked;
        }
        return json.isNull(name) ? byDefault : base;
    }

    private static @Nullable ScheduledScope scheduled(JsonFields json, @Nullable ScheduledScope base, Instant now) {
        if (!json.isNamed(SCHEDULED_SCOPE)) {
            return json.isNull(SCHEDULED_SCOPE) ? null : base;
        }
        return json.<ScheduledScope>object(SCHEDULED_SCOPE, fields -> {
            fields.allowOnlyAndTell(Set.of(SCOPE, FROM));
            OptOutScopeSetting scope = fields.choice(SCOPE, OptOutScopeSetting.class);
            String text = fields.text(FROM, LONGEST_TIME);
            if (base == null || fields.isNull(SCOPE)) {
                fields.require(SCOPE);
            }
            if (base == null || fields.isNull(FROM)) {
                fields.require(FROM);
            }
            Instant from = text == null ? null : time(fields, text, now);
            if (base != null) {
                scope = scope == null ? base.scope() : scope;
                from = from == null ? base.from() : from;
            }
            return scope == null || from == null ? null : new ScheduledScope(scope, from);
        });
    }

    private static @Nullable Instant time(JsonFields fields, String text, Instant now) {
        try {
            Instant time = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (!time.isBefore(now.plus(SOONEST)) && !time.isAfter(now.plus(LATEST))) {
                return time;
            }
        } catch (DateTimeException e) {
            // the rule says enough
        }
        fields.add(FROM, FROM_RULE);
        return null;
    }

    private static @Nullable String smsSender(JsonFields json, @Nullable String base) {
        String sender = json.text(SMS_SENDER, LONGEST_NAME);
        if (sender == null) {
            return json.isNull(SMS_SENDER) ? null : base;
        }
        if (!Addresses.isPhoneNumber(sender) && !SHORT_CODE.matcher(sender).matches()) {
            json.add(
                    SMS_SENDER,
                    "must be a phone number in E.164 form or a short code of 3 to 8 digits: people must be able to answer");
        }
        return sender;
    }

    private static @Nullable EmailSender emailSender(JsonFields json, @Nullable EmailSender base) {
        if (!json.isNamed(EMAIL_SENDER)) {
            return json.isNull(EMAIL_SENDER) ? null : base;
        }
        return json.<EmailSender>object(EMAIL_SENDER, fields -> {
            fields.allowOnlyAndTell(Set.of(NAME, ADDRESS));
            String name = fields.text(NAME, LONGEST_NAME);
            String address = fields.text(ADDRESS, LONGEST_ADDRESS);
            if (base == null || fields.isNull(NAME)) {
                fields.require(NAME);
            }
            if (base == null || fields.isNull(ADDRESS)) {
                fields.require(ADDRESS);
            }
            if (name != null && CONTROL.matcher(name).find()) {
                fields.add(NAME, "must have no line breaks and other control characters");
            }
            if (address != null && !Addresses.isEmail(address)) {
                fields.add(ADDRESS, Addresses.EMAIL_RULE);
                return null;
            }
            if (base != null) {
                name = name == null ? base.name() : name;
                address = address == null ? base.address() : address;
            }
            return name == null || address == null ? null : new EmailSender(name, Addresses.canonicalEmail(address));
        });
    }

    private static List<OptInForm> optInForms(JsonFields json, List<OptInForm> base) {
        List<OptInForm> forms = json.objects(OPT_IN_FORMS, Choices.MOST_OPT_IN_FORMS, OptInFormRequests::read);
        if (forms == null) {
            return json.isNull(OPT_IN_FORMS) ? List.of() : base;
        }
        if (forms.stream().map(OptInForm::formId).distinct().count() < forms.size()) {
            json.add(OPT_IN_FORMS, "must not name a formId twice");
        }
        return forms;
    }

    /** What is wrong by itself is told of once, and not held against anything else. */
    private static void checkTogether(JsonFields json, Choices choices) {
        ScheduledScope scheduled = choices.scheduledOptOutScope();
        if (scheduled != null && scheduled.scope() == choices.optOutScope() && !json.isRefused(OPT_OUT_SCOPE)) {
            json.add(SCHEDULED_SCOPE + "." + SCOPE, "must be another one than optOutScope");
        }
        MarketingPro pro = choices.marketingPro();
        if (pro.edition() != Edition.V1 && !json.isRefused(MARKETING_PRO)) {
            if (pro.doubleOptIn()) {
                json.add(DOUBLE_OPT_IN, ONLY_V1);
            }
            if (pro.optOutMessage()) {
                json.add(OPT_OUT_MESSAGE, ONLY_V1);
            }
        }
        if (pro.autoSuppressDormant() && !pro.optOutMessage() && !json.isRefused(OPT_OUT_MESSAGE)) {
            json.add(AUTO_SUPPRESS, "can be true together with optOutMessage only");
        }
    }
}

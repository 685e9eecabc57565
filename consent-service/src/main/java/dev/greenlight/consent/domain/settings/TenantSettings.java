package dev.greenlight.consent.domain.settings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one company has set up Greenlight.
 *
 * @param revision number of the change that made them, from 1; 0 for the defaults
 * @param choices what the company chose
 * @param earlierScopes how opt-outs were read before, the oldest first; at most {@link #MOST_EARLIER_SCOPES}
 * @param changedAt when the change was asked for, never before an earlier change
 * @param changedBy who asked for it
 * @param recentCommandIds the last commands decided on, the newest last
 */
public record TenantSettings(
        long revision,
        Choices choices,
        List<EarlierScope> earlierScopes,
        Instant changedAt,
        String changedBy,
        List<String> recentCommandIds)
        implements OptOutScopes {

    /** How many changes of the scope are remembered: more than anybody makes while a text is on its way. */
    public static final int MOST_EARLIER_SCOPES = 50;

    /** What holds for a company that has not set anything. */
    public static final TenantSettings DEFAULTS = new TenantSettings(
            0, new Choices(OptOutScopeSetting.ALL, true, true, 7, 2), List.of(), Instant.EPOCH, "default", List.of());

    public TenantSettings {
        earlierScopes = List.copyOf(earlierScopes);
        recentCommandIds = List.copyOf(recentCommandIds);
    }

    @Override
    public OptOutScopeSetting at(Instant receivedAt) {
        for (EarlierScope earlier : earlierScopes) {
            if (receivedAt.isBefore(earlier.until())) {
                return earlier.scope();
            }
        }
        ScheduledScope scheduled = choices.scheduledOptOutScope();
        return scheduled == null || receivedAt.isBefore(scheduled.from()) ? choices.optOutScope() : scheduled.scope();
    }

    /** The same settings as somebody sees them who looks at that time: a scope that is due is no longer scheduled. */
    public TenantSettings asOf(Instant time) {
        ScheduledScope scheduled = choices.scheduledOptOutScope();
        if (scheduled == null || time.isBefore(scheduled.from())) {
            return this;
        }
        return new TenantSettings(
                revision,
                choices.withScopes(scheduled.scope(), null),
                scopesBefore(scheduled.from(), scheduled.scope()),
                changedAt,
                changedBy,
                recentCommandIds);
    }

    /** How opt-outs are read that are received before a change, given how they are read from then on. */
    List<EarlierScope> scopesBefore(Instant change, OptOutScopeSetting next) {
        OptOutScopeSetting last = choices.optOutScope();
        if (last == next) {
            return earlierScopes;
        }
        List<EarlierScope> scopes = new ArrayList<>(earlierScopes);
        scopes.add(new EarlierScope(last, change));
        return scopes.subList(Math.max(0, scopes.size() - MOST_EARLIER_SCOPES), scopes.size());
    }

    /**
     * What a company can choose.
     *
     * @param optOutScope how an opt-out is read
     * @param scheduledOptOutScope how it is read from some day on, or null
     * @param marketingUpdatesForNewCustomers whether contact methods of a new customer start with marketing updates on
     * @param jobNotificationsForNewCustomers whether contact methods of a new customer start with job notifications on
     * @param optInRequestExpiryDays how long an opt-in request can be answered, 1 to 30 days
     * @param optInRequestsPerNumber how often a number is asked to opt in within 30 days, 1 to 10 times
     * @param marketingPro which Marketing Pro it has
     * @param senders whom its messages come from
     * @param optInForms the forms on its web sites, at most {@link #MOST_OPT_IN_FORMS}
     * @param outreach what its campaigns keep to
     */
    public record Choices(
            OptOutScopeSetting optOutScope,
            @Nullable ScheduledScope scheduledOptOutScope,
            boolean marketingUpdatesForNewCustomers,
            boolean jobNotificationsForNewCustomers,
            int optInRequestExpiryDays,
            int optInRequestsPerNumber,
            MarketingPro marketingPro,
            Senders senders,
            List<OptInForm> optInForms,
            Outreach outreach) {

        /** How many forms a company has at most. */
        public static final int MOST_OPT_IN_FORMS = 20;

        public Choices {
            optInForms = List.copyOf(optInForms);
        }

        /** Those of a company without a scheduled scope, Marketing Pro, senders, forms and rules for its campaigns. */
        public Choices(
                OptOutScopeSetting optOutScope,
                boolean marketingUpdatesForNewCustomers,
                boolean jobNotificationsForNewCustomers,
                int optInRequestExpiryDays,
                int optInRequestsPerNumber) {
            this(
                    optOutScope,
                    null,
                    marketingUpdatesForNewCustomers,
                    jobNotificationsForNewCustomers,
                    optInRequestExpiryDays,
                    optInRequestsPerNumber,
                    MarketingPro.OFF,
                    Senders.NONE,
                    List.of(),
                    Outreach.DEFAULTS);
        }

        /** The same but for how opt-outs are read. */
        public Choices withScopes(OptOutScopeSetting scope, @Nullable ScheduledScope scheduled) {
            return new Choices(
                    scope,
                    scheduled,
                    marketingUpdatesForNewCustomers,
                    jobNotificationsForNewCustomers,
                    optInRequestExpiryDays,
                    optInRequestsPerNumber,
                    marketingPro,
                    senders,
                    optInForms,
                    outreach);
        }

        /** The same, with the forms' words numbered: new words have the number of the revision that brings them. */
        Choices withVersions(List<OptInForm> before, long revision) {
            return new Choices(
                    optOutScope,
                    scheduledOptOutScope,
                    marketingUpdatesForNewCustomers,
                    jobNotificationsForNewCustomers,
                    optInRequestExpiryDays,
                    optInRequestsPerNumber,
                    marketingPro,
                    senders,
                    optInForms.stream()
                            .map(form -> form.versioned(before, revision))
                            .toList(),
                    outreach);
        }
    }
}

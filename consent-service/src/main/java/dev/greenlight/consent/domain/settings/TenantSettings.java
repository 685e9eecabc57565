package dev.greenlight.consent.domain.settings;

import java.time.Instant;
import java.util.List;

/**
 * How one company has set up Greenlight.
 *
 * @param revision number of the change that made them, from 1; 0 for the defaults
 * @param choices what the company chose
 * @param changedAt when the change was asked for
 * @param changedBy who asked for it
 * @param recentCommandIds the last commands decided on, the newest last
 */
public record TenantSettings(
        long revision, Choices choices, Instant changedAt, String changedBy, List<String> recentCommandIds) {

    /** What holds for a company that has not set anything. */
    public static final TenantSettings DEFAULTS = new TenantSettings(
            0, new Choices(OptOutScopeSetting.ALL, true, true, 7, 2), Instant.EPOCH, "default", List.of());

    public TenantSettings {
        recentCommandIds = List.copyOf(recentCommandIds);
    }

    /**
     * What a company can choose.
     *
     * @param optOutScope how an opt-out is read
     * @param marketingUpdatesForNewCustomers whether contact methods of a new customer start with marketing updates on
     * @param jobNotificationsForNewCustomers whether contact methods of a new customer start with job notifications on
     * @param optInRequestExpiryDays how long an opt-in request can be answered, 1 to 30 days
     * @param optInRequestsPerNumber how often a number is asked to opt in within 30 days, 1 to 10 times
     */
    public record Choices(
            OptOutScopeSetting optOutScope,
            boolean marketingUpdatesForNewCustomers,
            boolean jobNotificationsForNewCustomers,
            int optInRequestExpiryDays,
            int optInRequestsPerNumber) {}
}

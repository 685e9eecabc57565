package dev.greenlight.consent.topology;

import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.consent.TenantSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one command about settings leads to.
 *
 * @param newState the state to publish, or null where the settings did not change
 * @param newSettings the same for every task of this service, or null
 * @param outcome for the request that waits for it, or null where none does
 */
record DecidedSettings(
        @Nullable TenantSettings newState,
        @Nullable StoredTenantSettings newSettings,
        @Nullable StoredCommandOutcome outcome) {

    boolean hasNewState() {
        return newState != null;
    }

    TenantSettings state() {
        return Objects.requireNonNull(newState, "asked for only where there is one");
    }

    StoredTenantSettings settings() {
        return Objects.requireNonNull(newSettings, "asked for only where there is a new state");
    }

    boolean isAwaited() {
        return outcome != null;
    }

    StoredCommandOutcome reply() {
        return Objects.requireNonNull(outcome, "asked for only where there is one");
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.SettingsCommand;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.topology.StateQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** A company's settings. What a request leaves out takes its default. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/settings")
final class SettingsController {

    private static final String OPT_OUT_SCOPE = "optOutScope";
    private static final String MARKETING_UPDATES = "marketingUpdatesForNewCustomers";
    private static final String JOB_NOTIFICATIONS = "jobNotificationsForNewCustomers";
    private static final String REQUEST_EXPIRY = "optInRequestExpiryDays";
    private static final String REQUESTS_PER_NUMBER = "optInRequestsPerNumber";
    private static final int LONGEST_EXPIRY_DAYS = 30;
    private static final int MOST_REQUESTS = 10;

    private final CommandPublisher commands;
    private final StateQueries queries;
    private final OwnerRouting routing;
    private final JsonMapper json;
    private final Clock clock;

    SettingsController(
            CommandPublisher commands, StateQueries queries, OwnerRouting routing, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.routing = routing;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Settings as the office sees them.
     *
     * @param changedAt null for the defaults, which nobody set
     */
    record SettingsBody(
            long revision,
            String optOutScope,
            boolean marketingUpdatesForNewCustomers,
            boolean jobNotificationsForNewCustomers,
            int optInRequestExpiryDays,
            int optInRequestsPerNumber,
            @Nullable Instant changedAt,
            String changedBy) {

        static SettingsBody of(TenantSettings settings) {
            return new SettingsBody(
                    settings.revision(),
                    settings.choices().optOutScope().name(),
                    settings.choices().marketingUpdatesForNewCustomers(),
                    settings.choices().jobNotificationsForNewCustomers(),
                    settings.choices().optInRequestExpiryDays(),
                    settings.choices().optInRequestsPerNumber(),
                    settings.revision() == 0 ? null : settings.changedAt(),
                    settings.changedBy());
        }
    }

    @GetMapping
    ResponseEntity<?> get(@PathVariable String tenant, HttpServletRequest request) {
        return routing.answer(queries.settings(tenant), request, settings -> {
            TenantSettings found = settings == null ? TenantSettings.DEFAULTS : settings;
            return ResponseEntity.ok().eTag(Long.toString(found.revision())).body(SettingsBody.of(found));
        });
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> put(
            @PathVariable String tenant, @AuthenticationPrincipal Caller caller, HttpServletRequest request)
            throws IOException {
        CommandRequest headers = CommandRequest.of(request);
        var command = new SettingsCommand(
                headers.commandId(),
                headers.onlyRevision(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                caller.name(),
                choices(JsonFields.of(request, json)));
        return CommandResponses.of(
                commands.ask(tenant, command),
                request.getRequestURI(),
                "settings",
                SettingsBody::of,
                TenantSettings::revision);
    }

    private static Choices choices(JsonFields fields) {
        fields.allowOnly(
                Set.of(OPT_OUT_SCOPE, MARKETING_UPDATES, JOB_NOTIFICATIONS, REQUEST_EXPIRY, REQUESTS_PER_NUMBER));
        OptOutScopeSetting scope = fields.choice(OPT_OUT_SCOPE, OptOutScopeSetting.class);
        Boolean marketing = fields.flag(MARKETING_UPDATES);
        Boolean jobs = fields.flag(JOB_NOTIFICATIONS);
        Integer expiry = fields.number(REQUEST_EXPIRY, 1, LONGEST_EXPIRY_DAYS);
        Integer requests = fields.number(REQUESTS_PER_NUMBER, 1, MOST_REQUESTS);
        fields.check();
        Choices defaults = TenantSettings.DEFAULTS.choices();
        return new Choices(
                scope == null ? defaults.optOutScope() : scope,
                marketing == null ? defaults.marketingUpdatesForNewCustomers() : marketing,
                jobs == null ? defaults.jobNotificationsForNewCustomers() : jobs,
                expiry == null ? defaults.optInRequestExpiryDays() : expiry,
                requests == null ? defaults.optInRequestsPerNumber() : requests);
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.settings.SettingsCommand;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.topology.Located;
import dev.greenlight.consent.topology.StateQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * A company's settings and what was changed in them. What a PUT leaves out takes its default, what a PATCH leaves out
 * stays.
 */
@RestController
@RequestMapping("/v1/tenants/{tenant}/settings")
final class SettingsController {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final int MOST_CHANGES = 200;
    private static final int MOST_ATTEMPTS = 3;
    private static final Pattern CURSOR = Pattern.compile("[1-9][0-9]{0,17}");

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
     * A page of the history, the newest change first.
     *
     * @param nextCursor null after the last change
     */
    record HistoryBody(
            List<SettingsChange> changes, @Nullable String nextCursor) {}

    @GetMapping
    ResponseEntity<?> get(@PathVariable String tenant, HttpServletRequest request) {
        return routing.answer(queries.settings(tenant), request, settings -> {
            TenantSettings found = settings == null ? TenantSettings.DEFAULTS : settings;
            return ResponseEntity.ok()
                    .eTag(Long.toString(found.revision()))
                    .body(SettingsBody.of(found, clock.instant()));
        });
    }

    @GetMapping("/history")
    ResponseEntity<?> history(
            @PathVariable String tenant,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") String limit,
            HttpServletRequest request) {
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw ProblemException.of("cursor", "must be the nextCursor of an earlier answer");
        }
        long before = cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        int most = Limits.parse(limit, MOST_CHANGES);
        // one more, to tell what the last change of the page replaced
        return routing.answer(
                queries.settingsHistory(tenant, before, most + 1),
                request,
                found -> ResponseEntity.ok(page(Objects.requireNonNull(found), most)));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> put(
            @PathVariable String tenant, @AuthenticationPrincipal Caller caller, HttpServletRequest request)
            throws IOException {
        CommandRequest headers = CommandRequest.of(request);
        Instant now = now();
        Choices asked = SettingsRequests.read(JsonFields.of(request, json), TenantSettings.DEFAULTS.choices(), now);
        var command = new SettingsCommand(headers.commandId(), headers.onlyRevision(), now, caller.name(), asked);
        return answer(commands.ask(tenant, command), request, now);
    }

    /** Reads, merges, and asks for a change of the revision that was read; somebody else's change in between is merged too. */
    @PatchMapping(consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<?> patch(
            @PathVariable String tenant, @AuthenticationPrincipal Caller caller, HttpServletRequest request)
            throws IOException {
        CommandRequest headers = CommandRequest.of(request);
        JsonFields patch = JsonFields.of(request, json);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Instant now = now();
            SettingsBody current = current(tenant, request, now);
            Long meant = headers.onlyRevision();
            var command = new SettingsCommand(
                    headers.commandId(),
                    meant == null ? Long.valueOf(current.revision()) : meant,
                    now,
                    caller.name(),
                    SettingsRequests.read(patch, current.choices(), now));
            CommandResult<TenantSettings> result = commands.ask(tenant, command);
            boolean overtaken = meant == null
                    && result instanceof Decided<TenantSettings> decided
                    && decided.outcome() == CommandOutcome.OTHER_REVISION;
            if (!overtaken) {
                return answer(result, request, now);
            }
        }
        throw new ProblemException(Problem.NOT_READY);
    }

    private HistoryBody page(List<TenantSettings> found, int most) {
        List<SettingsChange> changes = SettingsChange.between(found, json);
        boolean more = found.size() > most;
        List<SettingsChange> page = changes.subList(0, Math.min(most, changes.size()));
        return new HistoryBody(page, more ? Long.toString(page.getLast().revision()) : null);
    }

    private SettingsBody current(String tenant, HttpServletRequest request, Instant now) {
        return switch (queries.settings(tenant)) {
            case Located.Here<TenantSettings> here ->
                SettingsBody.of(Objects.requireNonNullElse(here.value(), TenantSettings.DEFAULTS), now);
            case Located.Elsewhere<TenantSettings> other ->
                routing.askEach(List.of(new HostInfo(other.host(), other.port())), request, SettingsBody.class)
                        .getFirst();
            case Located.Nowhere<TenantSettings> nowhere -> throw new ProblemException(Problem.NOT_READY);
        };
    }

    private static ResponseEntity<?> answer(
            CommandResult<TenantSettings> result, HttpServletRequest request, Instant now) {
        return CommandResponses.of(
                result,
                request.getRequestURI(),
                "settings",
                settings -> SettingsBody.of(settings, now),
                TenantSettings::revision);
    }

    /** In whole milliseconds, which is what the log keeps. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

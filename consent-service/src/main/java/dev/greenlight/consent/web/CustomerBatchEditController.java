package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.domain.edit.BatchEdit.Phase;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Begin;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Proceed;
import dev.greenlight.consent.domain.edit.Preference;
import dev.greenlight.consent.domain.edit.PreferenceChange;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.topology.BatchEditQueries;
import dev.greenlight.consent.topology.BatchEditQueries.EditedCustomer;
import dev.greenlight.consent.topology.BatchEditQueries.KnownEdit;
import dev.greenlight.consent.topology.BatchEditQueries.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Edits that replace the preferences of many customers: previewed, applied, undone. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/customer-batch-edits")
final class CustomerBatchEditController {

    private static final int MOST_CUSTOMERS = 500;
    private static final int MOST_EDITS = 200;
    private static final Pattern EDIT_ID = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,4}):([A-Za-z0-9._-]{0,64})");

    private final CommandPublisher commands;
    private final BatchEditQueries queries;
    private final OwnerRouting routing;
    private final JsonMapper json;
    private final Clock clock;

    CustomerBatchEditController(
            CommandPublisher commands, BatchEditQueries queries, OwnerRouting routing, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.routing = routing;
        this.json = json;
        this.clock = clock;
    }

    /** What was decided, and the edit. */
    record EditAnswer(String outcome, BatchEditBody batchEdit) {}

    /** A company's edits, the newest first. */
    record EditsBody(List<BatchEditBody> batchEdits) {}

    /**
     * Some of those whom an edit changes.
     *
     * @param nextCursor null after the last customer
     */
    record CustomersBody(
            List<CustomerChanges> customers, @Nullable String nextCursor) {}

    /** What a customer loses and gains. */
    record CustomerChanges(String customerId, List<ChangeBody> loses, List<ChangeBody> gains) {

        static CustomerChanges of(EditedCustomer customer) {
            return new CustomerChanges(customer.customerId(), changes(customer, true), changes(customer, false));
        }

        private static List<ChangeBody> changes(EditedCustomer customer, boolean lost) {
            return customer.changes().stream()
                    .filter(change -> change.wasOn() == lost)
                    .map(ChangeBody::of)
                    .toList();
        }
    }

    /** One preference, and where. */
    record ChangeBody(String contactMethodId, Preference preference) {

        static ChangeBody of(PreferenceChange change) {
            return new ChangeBody(change.contactMethodId(), change.preference());
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> preview(
            @PathVariable String tenant, @AuthenticationPrincipal Caller caller, HttpServletRequest request)
            throws IOException {
        String commandId = CommandRequest.of(request).commandId();
        BatchEditRequests asked = BatchEditRequests.read(JsonFields.of(request, json));
        // the same for every repetition of the request
        String editId = UUID.nameUUIDFromBytes(commandId.getBytes(StandardCharsets.UTF_8))
                .toString();
        var begin = new Begin(commandId, now(), caller.name(), asked.selection(), asked.on(), queries.parts());
        return answer(commands.ask(tenant, editId, begin), Phase.PREVIEW, tenant, editId);
    }

    @PostMapping("/{editId}:apply")
    ResponseEntity<?> apply(
            @PathVariable String tenant,
            @PathVariable String editId,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        return proceed(tenant, editId, Phase.APPLY, caller, request);
    }

    @PostMapping("/{editId}:undo")
    ResponseEntity<?> undo(
            @PathVariable String tenant,
            @PathVariable String editId,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        return proceed(tenant, editId, Phase.UNDO, caller, request);
    }

    @GetMapping
    ResponseEntity<?> list(
            @PathVariable String tenant, @RequestParam(defaultValue = "50") String limit, HttpServletRequest request) {
        int most = Limits.parse(limit, MOST_EDITS);
        return routing.answer(queries.edits(tenant, most), request, edits -> {
            List<KnownEdit> known = Objects.requireNonNull(edits, "a list is never null");
            return ResponseEntity.ok(new EditsBody(known.stream()
                    .map(one -> BatchEditBody.of(one.editId(), one.edit()))
                    .toList()));
        });
    }

    @GetMapping("/{editId}")
    ResponseEntity<?> get(@PathVariable String tenant, @PathVariable String editId, HttpServletRequest request) {
        checkId(editId);
        return routing.answer(queries.edit(tenant, editId), request, edit -> {
            if (edit == null) {
                throw new ProblemException(Problem.NOT_FOUND);
            }
            return ResponseEntity.ok(BatchEditBody.of(editId, edit));
        });
    }

    @GetMapping("/{editId}/customers")
    ResponseEntity<?> customers(
            @PathVariable String tenant,
            @PathVariable String editId,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") String limit,
            HttpServletRequest request) {
        checkId(editId);
        int most = Limits.parse(limit, MOST_CUSTOMERS);
        return routing.answer(queries.customers(tenant, editId, place(cursor), most), request, page -> {
            if (page == null) {
                throw new ProblemException(Problem.NOT_FOUND);
            }
            Place next = page.next();
            return ResponseEntity.ok(new CustomersBody(
                    page.customers().stream().map(CustomerChanges::of).toList(),
                    next == null ? null : next.part() + ":" + next.after()));
        });
    }

    private ResponseEntity<?> proceed(
            String tenant, String editId, Phase phase, Caller caller, HttpServletRequest request) {
        checkId(editId);
        String commandId = CommandRequest.of(request).commandId();
        var proceed = new Proceed(commandId, now(), caller.name(), phase);
        return answer(commands.ask(tenant, editId, proceed), phase, tenant, editId);
    }

    private static ResponseEntity<?> answer(
            CommandResult<BatchEdit> result, Phase phase, String tenant, String editId) {
        String path = "/v1/tenants/" + tenant + "/customer-batch-edits/" + editId;
        return CommandResponses.of(result, path, decided -> answer(editId, phase, decided));
    }

    private static ResponseEntity<?> answer(String editId, Phase phase, Decided<BatchEdit> decided) {
        CommandOutcome outcome = decided.outcome();
        return switch (outcome) {
            case NOT_FOUND -> throw new ProblemException(Problem.NOT_FOUND);
            case REFUSED -> {
                BatchEdit edit = decided.after();
                boolean isNext = edit == null || edit.isReadyFor(phase);
                throw new ProblemException(isNext ? Problem.ANOTHER_EDIT_UNDER_WAY : Problem.NOT_AT_THAT_STEP);
            }
            case OTHER_REVISION, MERGED, SURVIVOR_NOT_FOUND, SURVIVOR_NOT_USABLE ->
                throw new IllegalStateException("Only customers have revisions and are merged");
            case CREATED, UPDATED, UNCHANGED, REPEATED -> {
                BatchEdit edit = Objects.requireNonNull(decided.after(), "decided, and nothing to show for it");
                yield ResponseEntity.status(outcome == CommandOutcome.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                        .body(new EditAnswer(outcome.name(), BatchEditBody.of(editId, edit)));
            }
        };
    }

    private static Place place(String cursor) {
        if (cursor.isEmpty()) {
            return Place.FIRST;
        }
        Matcher place = CURSOR.matcher(cursor);
        if (!place.matches()) {
            throw ProblemException.of("cursor", "must be the nextCursor of an earlier answer");
        }
        return new Place(Integer.parseInt(place.group(1)), place.group(2));
    }

    private static void checkId(String editId) {
        if (!EDIT_ID.matcher(editId).matches()) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

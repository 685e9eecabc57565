package dev.greenlight.consent.web;

import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.topology.StateQueries;
import dev.greenlight.consent.web.EmailOptInLinks.Sealed;
import dev.greenlight.consent.web.ImportAnswers.OptInAnswer;
import dev.greenlight.consent.web.ImportAnswers.RowAnswer;
import dev.greenlight.consent.web.ImportRequests.Asked;
import dev.greenlight.consent.web.ImportRequests.AskedEmail;
import dev.greenlight.consent.web.ImportRequests.AskedNumber;
import dev.greenlight.consent.web.ImportRequests.ImportRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in one list: reads it row by row, keeps a bounded number of rows under way, and answers each of them in the
 * order of the list. Used by one thread, once.
 */
final class CustomerImport {

    /** Enough that a lane which commits a few times a second is never short of work. */
    static final int ROWS_UNDER_WAY = 4_096;

    private final CommandPublisher commands;
    private final StateQueries queries;
    private final EmailOptInLinks links;
    private final JsonMapper json;
    private final Clock clock;
    private final String tenant;
    private final ImportList list;
    private final ImportOptOuts optOuts;
    private final OutputStream answers;

    private final Deque<CompletableFuture<RowAnswer>> underWay = new ArrayDeque<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long rows;
    private boolean complete = true;

    CustomerImport(
            CommandPublisher commands,
            StateQueries queries,
            EmailOptInLinks links,
            JsonMapper json,
            Clock clock,
            String tenant,
            ImportList list,
            OutputStream answers) {
        this.commands = commands;
        this.queries = queries;
        this.links = links;
        this.json = json;
        this.clock = clock;
        this.tenant = tenant;
        this.list = list;
        this.optOuts = new ImportOptOuts(commands, tenant, list);
        this.answers = answers;
    }

    /**
     * The last line.
     *
     * @param complete whether the whole list was read and every row is on the log
     * @param rows how many were answered
     * @param outcomes how often which
     */
    record Summary(boolean complete, long rows, Map<String, Long> outcomes) {}

    /**
     * @return what the last line said
     * @throws IOException when the sender no longer takes answers
     */
    Summary run(ImportRows source) throws IOException {
        ImportRows.Row row = next(source);
        while (row != null && complete) {
            underWay.add(send(row));
            answer(ROWS_UNDER_WAY - 1);
            row = next(source);
        }
        answer(0);
        var summary = new Summary(complete, rows, outcomes);
        write(Map.of("summary", summary));
        answers.flush();
        return summary;
    }

    /** What has arrived of a list that breaks off is decided on all the same. */
    private ImportRows.@Nullable Row next(ImportRows source) {
        try {
            return source.next();
        } catch (IOException e) {
            complete = false;
            return null;
        }
    }

    private CompletableFuture<RowAnswer> send(ImportRows.Row row) {
        return switch (row) {
            case ImportRows.UnreadableRow unreadable ->
                CompletableFuture.completedFuture(ImportAnswers.unreadable(unreadable));
            case ImportRows.ReadableRow readable -> send(readable);
        };
    }

    private CompletableFuture<RowAnswer> send(ImportRows.ReadableRow row) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        JsonFields fields = JsonFields.of(row.object());
        var optOutsOfRow = optOuts.send(row, fields, now);
        ImportRequest request;
        try {
            if (list.onlyOptOuts()) {
                fields.check();
                return optOutsOfRow.thenApply(answered -> ImportAnswers.skipped(row.number(), answered));
            }
            request = ImportRequests.read(row, fields, list, now);
            if (!links.canBeMade() && request.optIns().stream().anyMatch(AskedEmail.class::isInstance)) {
                throw new ProblemException(Problem.LINKS_NOT_CONFIGURED);
            }
            if (queries.namesErased(tenant, request.command())) {
                throw new ProblemException(Problem.ADDRESS_ERASED);
            }
        } catch (ProblemException e) {
            return optOutsOfRow.thenApply(answered -> ImportAnswers.refused(row, e, answered));
        }
        var record = commands.send(tenant, request.customerId(), request.command());
        var optIns = request.optIns().stream().map(asked -> send(asked, now)).toList();
        return CompletableFuture.allOf(optIns.toArray(CompletableFuture[]::new))
                .thenCombine(
                        record.thenCombine(optOutsOfRow, Map::entry),
                        (all, decided) -> ImportAnswers.of(
                                row.number(),
                                request.customerId(),
                                decided.getKey(),
                                optIns.stream().map(CompletableFuture::join).toList(),
                                decided.getValue()));
    }

    private CompletableFuture<OptInAnswer> send(Asked asked, Instant now) {
        return switch (asked) {
            case AskedNumber number ->
                commands.send(tenant, number.number(), number.ask()).thenApply(ImportAnswers::ofOptIn);
            case AskedEmail email -> {
                String link = links.linkFor(
                        new Sealed(tenant, email.email(), email.ask().commandId(), now));
                yield commands.send(tenant, email.email(), email.ask(), link).thenApply(ImportAnswers::ofEmailOptIn);
            }
        };
    }

    /** Answers what is decided, and waits for more only while more rows than {@code most} are under way. */
    private void answer(int most) throws IOException {
        while (!underWay.isEmpty()
                && (underWay.size() > most || underWay.element().isDone())) {
            if (!underWay.element().isDone()) {
                answers.flush();
            }
            RowAnswer decided = underWay.remove().join();
            rows++;
            outcomes.merge(decided.outcome(), 1L, Long::sum);
            complete = complete && !decided.isUnavailable();
            write(decided);
        }
    }

    private void write(Object line) throws IOException {
        answers.write(json.writeValueAsBytes(line));
        answers.write('\n');
    }
}

package dev.greenlight.consent.web;

import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.topology.StateQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Takes in lists of customers from other systems, as NDJSON or CSV, and answers row by row while they are read. */
@RestController
final class CustomerImportController {

    /** So many rows under way times so many lists is what the memory has to hold. */
    static final int LISTS_UNDER_WAY = 4;

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    private static final Logger log = LoggerFactory.getLogger(CustomerImportController.class);

    private final Semaphore lists = new Semaphore(LISTS_UNDER_WAY);
    private final CommandPublisher commands;
    private final StateQueries queries;
    private final EmailOptInLinks links;
    private final JsonMapper json;
    private final Clock clock;

    CustomerImportController(
            CommandPublisher commands, StateQueries queries, EmailOptInLinks links, JsonMapper json, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.links = links;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping(
            path = "/v1/tenants/{tenant}/customers:import",
            consumes = {MediaType.APPLICATION_NDJSON_VALUE, "text/csv"})
    void take(
            @PathVariable String tenant,
            @RequestParam("list") @Nullable String name,
            @RequestParam @Nullable String takenAt,
            @RequestParam @Nullable String only,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @RequestHeader(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ImportList list = ImportList.of(name, takenAt, only, caller.name(), clock.instant());
        if (!lists.tryAcquire()) {
            throw new ProblemException(Problem.ANOTHER_LIST_UNDER_WAY);
        }
        try {
            ImportRows rows = rows(unpacked(request.getInputStream(), encoding), type);
            response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
            var answers = new BufferedOutputStream(response.getOutputStream(), 32 * 1024);
            new CustomerImport(commands, queries, links, json, clock, tenant, list, answers).run(rows);
        } catch (IOException e) {
            // nobody is there to be told; what was sent is on the log, and sending the list again tells the rest
            log.info("The sender of a list has gone: {}", e.getClass().getName());
        } finally {
            lists.release();
        }
    }

    private ImportRows rows(InputStream body, MediaType type) throws IOException {
        if (!CSV.includes(type)) {
            return new NdjsonRows(body, json);
        }
        Charset charset = type.getCharset();
        return new CsvRows(body, charset == null ? StandardCharsets.UTF_8 : charset);
    }

    private static InputStream unpacked(InputStream body, @Nullable String encoding) throws IOException {
        if (encoding == null) {
            return body;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw new ProblemException(Problem.UNSUPPORTED_CONTENT);
        }
        try {
            return new GZIPInputStream(body, 32 * 1024);
        } catch (ZipException | EOFException e) {
            throw new ProblemException(Problem.INVALID_REQUEST);
        }
    }
}

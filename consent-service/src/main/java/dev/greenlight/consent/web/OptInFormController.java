package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.consent.OptInAsk;
import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.domain.settings.OptInForm;
import dev.greenlight.consent.mapping.OptInMapper;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import dev.greenlight.consent.web.EmailOptInLinks.Sealed;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes what people fill in on companies' web sites, from anybody. It opens requests to opt in and nothing else, and
 * answers the same whatever becomes of them: nobody can find out about a number here.
 */
@RestController
@RequestMapping("/v1/tenants/{tenant}/opt-in-forms/{formId}")
final class OptInFormController {

    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;
    private static final String RECEIVED = "Thank you";
    private static final String WHAT_NEXT_BY_TEXT =
            "If the number can be asked, it gets a text. Nothing is agreed to before it answers that text.";
    private static final String WHAT_NEXT_BY_EMAIL =
            "If the address can be asked, it gets an email. Nothing is agreed to before its link is used to say yes.";
    static final int LONGEST_NAME = 100;

    static final int LONGEST_PHONE = 40;
    static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_PAGE = 500;
    private static final int LONGEST_AGENT = 300;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_PER_ADDRESS = 10;
    private static final int MOST_PER_FORM = 600;
    private static final int SENDERS = 10_000;

    private final OptInForms forms;
    private final CommandPublisher commands;
    private final FormAddress address;
    private final ClientAddresses clients;
    private final EmailOptInLinks links;
    private final JsonMapper json;
    private final Clock clock;
    private final SubmissionBudget perAddress;
    private final SubmissionBudget perForm;

    OptInFormController(
            OptInForms forms,
            CommandPublisher commands,
            FormAddress address,
            ClientAddresses clients,
            EmailOptInLinks links,
            JsonMapper json,
            Clock clock) {
        this.forms = forms;
        this.commands = commands;
        this.address = address;
        this.clients = clients;
        this.links = links;
        this.json = json;
        this.clock = clock;
        perAddress = new SubmissionBudget(MOST_PER_ADDRESS, WINDOW, SENDERS, clock);
        perForm = new SubmissionBudget(MOST_PER_FORM, WINDOW, SENDERS, clock);
    }

    /** What a script is answered. */
    record ReceivedBody(String outcome, String message) {}

    /** The HTML for the company's page; for its staff. */
    @GetMapping("/snippet")
    ResponseEntity<?> snippet(@PathVariable String tenant, @PathVariable String formId, HttpServletRequest request) {
        OptInForm form = forms.find(tenant, formId);
        if (form == null) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        return FormPages.snippet(form, address.of(request, tenant, formId));
    }

    @PostMapping(
            path = "/submissions",
            consumes = {FORM, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<?> submit(@PathVariable String tenant, @PathVariable String formId, HttpServletRequest request)
            throws IOException {
        boolean isJson = FormSubmission.isJson(request);
        String whatNext;
        try {
            whatNext = take(tenant, formId, isJson, request);
        } catch (ProblemException e) {
            if (isJson) {
                throw e;
            }
            return refusal(e);
        }
        return isJson
                ? ResponseEntity.accepted().body(new ReceivedBody("RECEIVED", whatNext))
                : FormPages.page(HttpStatus.ACCEPTED, HttpHeaders.EMPTY, RECEIVED, List.of(whatNext));
    }

    /** What the person is told, whatever is decided. */
    private String take(String tenant, String formId, boolean isJson, HttpServletRequest request) throws IOException {
        String client = clients.of(request);
        if (!perAddress.allows(ClientAddresses.networkOf(client))) {
            throw new ProblemException(Problem.TOO_MANY_SUBMISSIONS, WINDOW);
        }
        OptInForm form = forms.find(tenant, formId);
        if (form == null) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !form.allowedOrigins().contains(origin)) {
            throw new ProblemException(Problem.FORM_OF_ANOTHER_SITE);
        }
        if (!perForm.allows(tenant + ":" + formId)) {
            throw new ProblemException(Problem.TOO_MANY_SUBMISSIONS, WINDOW);
        }
        FormSubmission submission = FormSubmission.read(request, isJson, json);
        String contact = checked(submission, form);
        boolean byEmail = form.channel() == OptInForm.Channel.EMAIL;
        String whatNext = byEmail ? WHAT_NEXT_BY_EMAIL : WHAT_NEXT_BY_TEXT;
        if (submission.baited()) {
            return whatNext;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String commandId = "form-" + UUID.randomUUID();
        var why = new Origin(
                OptInSource.WEB_FORM,
                formId + "/" + submission.version(),
                evidence(form, submission, origin, client, now, request),
                "web form " + form.name());
        CommandResult<?> result = byEmail
                ? commands.ask(
                        tenant,
                        contact,
                        new EmailAct.Ask(commandId, now, why, true),
                        links.linkFor(new Sealed(tenant, contact, commandId, now)))
                : commands.ask(tenant, contact, new OptInAsk(OptInMapper.eventId(commandId), commandId, why, now));
        // what was decided is not told
        if (result instanceof Unavailable) {
            throw new ProblemException(Problem.NOT_READY);
        }
        return whatNext;
    }

    private static String checked(FormSubmission submission, OptInForm form) {
        List<FieldError> errors = new ArrayList<>();
        String contact = switch (form.channel()) {
            case SMS -> number(submission.phone(), errors);
            case EMAIL -> email(submission.email(), errors);
        };
        if (submission.name() != null && submission.name().length() > LONGEST_NAME) {
            errors.add(FieldError.inBody(FormSubmission.NAME, "must have at most " + LONGEST_NAME + " characters"));
        }
        if (!submission.agrees()) {
            errors.add(FieldError.inBody(FormSubmission.AGREE, "must be ticked"));
        }
        if (submission.version() < 1 || submission.version() > form.version()) {
            errors.add(FieldError.inBody(FormSubmission.VERSION, "must be a version of the form"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.of(errors);
        }
        return contact;
    }

    /** Empty where something is wrong, which is added to the errors. */
    private static String number(String phone, List<FieldError> errors) {
        if (phone.isEmpty() || phone.length() > LONGEST_PHONE) {
            errors.add(FieldError.inBody(FormSubmission.PHONE, "must be there, with at most 40 characters"));
            return "";
        }
        return switch (PhoneNumbers.read(phone, PostalAddressRequests.DEFAULT_COUNTRY)) {
            case PhoneReading.Number read -> read.e164();
            case PhoneReading.Refused refused -> {
                errors.add(FieldError.inBody(FormSubmission.PHONE, refused.rule()));
                yield "";
            }
        };
    }

    private static String email(String email, List<FieldError> errors) {
        return switch (EmailAddresses.read(email)) {
            case EmailReading.Address address -> address.canonical();
            case EmailReading.Refused refused -> {
                errors.add(FieldError.inBody(FormSubmission.EMAIL, refused.rule()));
                yield "";
            }
        };
    }

    /** The words of an earlier version stand in the history of the settings, at the revision of that number. */
    private String evidence(
            OptInForm form,
            FormSubmission submission,
            String origin,
            String client,
            Instant now,
            HttpServletRequest request) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("form", form.name());
        evidence.put("formId", form.formId());
        evidence.put("version", submission.version());
        if (submission.name() != null) {
            evidence.put(FormEvidence.NAME, submission.name());
        }
        evidence.put(FormEvidence.WORDS, submission.version() == form.version() ? form.disclosure() : "");
        evidence.put("page", page(origin, submission.page(), request.getHeader(HttpHeaders.REFERER)));
        evidence.put("ipAddress", client);
        evidence.put("userAgent", shortened(request.getHeader(HttpHeaders.USER_AGENT), LONGEST_AGENT));
        evidence.put("submittedAt", now.toString());
        return json.writeValueAsString(evidence);
    }

    /** What the page says about itself is taken where it has the origin that the browser vouches for. */
    private static String page(String origin, @Nullable String named, @Nullable String referer) {
        for (String page : new String[] {named, referer}) {
            if (page != null && origin.equals(OptInFormOrigins.ofPage(page))) {
                return shortened(page, LONGEST_PAGE);
            }
        }
        return origin;
    }

    private static String shortened(@Nullable String text, int longest) {
        return text == null ? "" : text.substring(0, Math.min(longest, text.length()));
    }

    private static ResponseEntity<byte[]> refusal(ProblemException refused) {
        List<String> sentences = new ArrayList<>();
        sentences.add(String.valueOf(refused.problem().body().getDetail()));
        refused.errors().forEach(error -> sentences.add(error.field() + ": " + error.rule()));
        var headers = new HttpHeaders();
        Duration retryAfter = refused.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        }
        return FormPages.page(refused.problem().status(), headers, "This did not work", sentences);
    }
}

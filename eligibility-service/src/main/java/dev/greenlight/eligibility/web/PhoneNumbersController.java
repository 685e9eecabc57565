package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.topology.PhoneNumberQuery;
import dev.greenlight.eligibility.topology.PhoneNumberQuery.Listed;
import dev.greenlight.eligibility.topology.PhoneNumberQuery.Numbers;
import dev.greenlight.eligibility.topology.PhoneNumberQuery.Question;
import dev.greenlight.eligibility.web.PhoneNumbersAnswer.HolderAnswer;
import dev.greenlight.eligibility.web.PhoneNumbersAnswer.PhoneNumberAnswer;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The office's list of phone numbers: which of them may be texted, and which have yet to be asked? */
@RestController
final class PhoneNumbersController {

    private static final int MOST_NUMBERS = 200;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern BEGINNING = Pattern.compile("[+ ]?([1-9][0-9]{0,14})?");

    private final PhoneNumberQuery query;
    private final OwnerInstance owners;
    private final JsonMapper json;
    private final Clock clock;

    PhoneNumbersController(PhoneNumberQuery query, OwnerInstance owners, JsonMapper json, Clock clock) {
        this.query = query;
        this.owners = owners;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param status one status; all of them when missing
     * @param q the beginning of the numbers, with or without the plus sign
     * @param cursor the {@code nextCursor} of an earlier answer; the first page when missing
     * @param limit the most numbers in the answer
     */
    @GetMapping("/v1/tenants/{tenant}/phone-numbers")
    ResponseEntity<Object> list(
            @PathVariable String tenant,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") String limit,
            Authentication caller,
            HttpServletRequest request) {
        TenantAccess.require(caller, tenant);
        if (!TopicKeys.isTenant(tenant)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        int most = mostOf(limit);
        // one more, to know whether there is another page
        var question = new Question(tenant, statusOf(status), beginningOf(q), numberOf(cursor), most + 1);
        Instant now = clock.instant();
        PhoneNumbersAnswer here = query.here(question, now)
                .map(numbers -> answer(numbers, now))
                .orElseThrow(PhoneNumbersController::notReady);
        if (request.getHeader(OwnerInstance.FORWARDED) != null) {
            return ResponseEntity.ok(here);
        }
        var answers = new ArrayList<PhoneNumbersAnswer>(List.of(here));
        for (HostInfo other : query.others().orElseThrow(PhoneNumbersController::notReady)) {
            answers.add(ask(other, request));
        }
        return ResponseEntity.ok(page(answers, most));
    }

    /** A list with a gap would look complete: each instance has to answer. */
    private PhoneNumbersAnswer ask(HostInfo other, HttpServletRequest request) {
        String query = request.getQueryString();
        ResponseEntity<Object> answer = owners.ask(
                other.host(),
                other.port(),
                request.getRequestURI() + (query == null ? "" : "?" + query),
                request.getHeader(HttpHeaders.AUTHORIZATION));
        if (answer.getStatusCode().value() != 200 || !(answer.getBody() instanceof byte[] body)) {
            throw notReady();
        }
        return json.readValue(body, PhoneNumbersAnswer.class);
    }

    private static PhoneNumbersAnswer page(List<PhoneNumbersAnswer> answers, int most) {
        List<PhoneNumberAnswer> all = answers.stream()
                .flatMap(answer -> answer.numbers().stream())
                .sorted(Comparator.comparing(PhoneNumberAnswer::number))
                .toList();
        List<PhoneNumberAnswer> page = all.subList(0, Math.min(most, all.size()));
        Map<String, Long> counts = new TreeMap<>();
        for (PhoneNumbersAnswer answer : answers) {
            answer.counts().forEach((status, count) -> counts.merge(status, count, Long::sum));
        }
        return new PhoneNumbersAnswer(
                page, counts, all.size() > most ? page.getLast().number() : null);
    }

    private static PhoneNumbersAnswer answer(Numbers numbers, Instant now) {
        Map<String, Long> counts = new TreeMap<>();
        numbers.counts().forEach((status, count) -> counts.put(status.name(), count));
        return new PhoneNumbersAnswer(
                numbers.numbers().stream().map(listed -> answer(listed, now)).toList(), counts, null);
    }

    private static PhoneNumberAnswer answer(Listed listed, Instant now) {
        List<HolderAnswer> customers = listed.facts().holders().stream()
                .map(PhoneNumbersController::holder)
                .toList();
        Consent consent = listed.facts().consent();
        ConsentStatus status = consent == null ? ConsentStatus.NEVER_ASKED : consent.statusAt(now);
        if (consent == null || status == ConsentStatus.NEVER_ASKED) {
            return new PhoneNumberAnswer(
                    listed.number(), ConsentStatus.NEVER_ASKED.name(), null, null, null, null, customers);
        }
        return new PhoneNumberAnswer(
                listed.number(),
                status.name(),
                status == ConsentStatus.OPTED_OUT ? consent.scope().name() : null,
                consent.setBy().at(),
                consent.setBy().by(),
                consent.pendingUntil(),
                customers);
    }

    private static HolderAnswer holder(Holder holder) {
        return new HolderAnswer(
                holder.customerId(),
                holder.method().contactMethodId(),
                holder.isOn(Flag.MOBILE),
                holder.isOn(Flag.MARKETING_UPDATES));
    }

    private static @Nullable ConsentStatus statusOf(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Stream.of(ConsentStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(PhoneNumbersController::badQuestion);
    }

    /** A plus sign that was not encoded arrives as a space, and can mean nothing else here. */
    private static String beginningOf(String q) {
        var matcher = BEGINNING.matcher(q);
        if (!matcher.matches()) {
            throw badQuestion();
        }
        String digits = matcher.group(1);
        return digits == null ? "+" : "+" + digits;
    }

    private static @Nullable String numberOf(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        return Address.parse(cursor.replace(' ', '+'))
                .filter(address -> address.startsWith("+"))
                .orElseThrow(PhoneNumbersController::badQuestion);
    }

    private static int mostOf(String limit) {
        int most = LIMIT.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (most < 1 || most > MOST_NUMBERS) {
            throw badQuestion();
        }
        return most;
    }

    private static ProblemException badQuestion() {
        return new ProblemException(Problem.BAD_PHONE_NUMBER_QUERY);
    }

    private static ProblemException notReady() {
        return new ProblemException(Problem.NOT_READY);
    }
}

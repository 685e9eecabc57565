package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.topology.CountsQuery;
import dev.greenlight.eligibility.web.CountsAnswer.Combination;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** How many are in an audience, and why are the others not? */
@RestController
final class CountsController {

    private static final int MOST_COMBINATIONS = 100;
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(30);
    private static final Comparator<Combination> MOST_FREQUENT_FIRST = Comparator.comparingLong(Combination::count)
            .reversed()
            .thenComparing(combination -> String.join(",", combination.reasons()));

    private final CountsQuery query;
    private final OwnerInstance owners;
    private final JsonMapper json;

    CountsController(CountsQuery query, OwnerInstance owners, JsonMapper json) {
        this.query = query;
        this.owners = owners;
        this.json = json;
    }

    @GetMapping("/v1/tenants/{tenant}/audiences/{audience}/counts")
    ResponseEntity<Object> count(
            @PathVariable String tenant,
            @PathVariable String audience,
            Authentication caller,
            HttpServletRequest request) {
        TenantAccess.require(caller, tenant);
        if (!TopicKeys.isTenant(tenant)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        Audience asked = DirectMail.CODE.equals(audience)
                ? null
                : Audience.of(audience).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_AUDIENCE));
        CountsQuery.Share here = query.count(tenant, asked).orElseThrow(CountsController::notReady);
        Map<List<String>, Long> excluded = new HashMap<>();
        here.excluded()
                .forEach((reasons, count) ->
                        excluded.put(reasons.stream().map(Enum::name).toList(), count));
        if (request.getHeader(OwnerInstance.FORWARDED) != null) {
            // the one that gathers needs every combination
            return ResponseEntity.ok(
                    answer(audience, here.eligible(), excluded, Integer.MAX_VALUE, bytes(here.emailed())));
        }
        long eligible = here.eligible();
        LongStream emailed = Arrays.stream(here.emailed());
        for (HostInfo other : here.others()) {
            CountsAnswer there = ask(other, request);
            eligible += there.eligible();
            there.overlap()
                    .forEach(combination -> excluded.merge(combination.reasons(), combination.count(), Long::sum));
            emailed = LongStream.concat(emailed, longs(there.emailed()));
        }
        if (asked == Audience.EMAIL_MARKETING) {
            // each customer is written to once, however many addresses it has and wherever they are kept
            long customers = emailed.distinct().count();
            if (eligible > customers) {
                excluded.put(List.of(Exclusion.OTHER_EMAIL_FIRST.name()), eligible - customers);
            }
            eligible = customers;
        }
        return ResponseEntity.ok(answer(audience, eligible, excluded, MOST_COMBINATIONS, null));
    }

    private static byte[] bytes(long[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        bytes.asLongBuffer().put(numbers);
        return bytes.array();
    }

    private static LongStream longs(byte @Nullable [] bytes) {
        if (bytes == null) {
            return LongStream.empty();
        }
        long[] numbers = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(numbers);
        return Arrays.stream(numbers);
    }

    /** A sum with a part missing would look whole: each instance has to answer. */
    private CountsAnswer ask(HostInfo other, HttpServletRequest request) {
        ResponseEntity<Object> answer = owners.ask(
                other.host(),
                other.port(),
                request.getRequestURI(),
                request.getHeader(HttpHeaders.AUTHORIZATION),
                COUNTED_WITHIN);
        if (answer.getStatusCode().value() != 200 || !(answer.getBody() instanceof byte[] body)) {
            throw notReady();
        }
        return json.readValue(body, CountsAnswer.class);
    }

    private static CountsAnswer answer(
            String audience,
            long eligible,
            Map<List<String>, Long> excluded,
            int mostCombinations,
            byte @Nullable [] emailed) {
        Map<String, Long> byFirst = new TreeMap<>();
        excluded.forEach((reasons, count) -> byFirst.merge(reasons.getFirst(), count, Long::sum));
        List<Combination> all = excluded.entrySet().stream()
                .map(entry -> new Combination(entry.getKey(), entry.getValue()))
                .sorted(MOST_FREQUENT_FIRST)
                .toList();
        List<Combination> shown = all.subList(0, Math.min(mostCombinations, all.size()));
        long sum = all.stream().mapToLong(Combination::count).sum();
        long sumShown = shown.stream().mapToLong(Combination::count).sum();
        return new CountsAnswer(audience, eligible + sum, eligible, byFirst, shown, sum - sumShown, emailed);
    }

    private static ProblemException notReady() {
        return new ProblemException(Problem.NOT_READY);
    }
}

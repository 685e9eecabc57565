package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Member;
import dev.greenlight.eligibility.domain.audience.MemberPlace;
import dev.greenlight.eligibility.topology.MemberQuery;
import dev.greenlight.eligibility.topology.MemberQuery.Members;
import dev.greenlight.eligibility.topology.MemberQuery.Question;
import dev.greenlight.eligibility.web.MembersAnswer.MemberAnswer;
import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
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

/** Who is in the audience right now? */
@RestController
final class MembersController {

    private static final int MOST_MEMBERS = 1_000;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,3}");

    private final MemberQuery query;
    private final OwnerInstance owners;
    private final JsonMapper json;

    MembersController(MemberQuery query, OwnerInstance owners, JsonMapper json) {
        this.query = query;
        this.owners = owners;
        this.json = json;
    }

    /**
     * @param cursor the {@code nextCursor} of an earlier answer; the first page when missing
     * @param limit the most members in the answer
     */
    @GetMapping("/v1/tenants/{tenant}/audiences/{audience}")
    MembersAnswer list(
            @PathVariable String tenant,
            @PathVariable String audience,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") String limit,
            Authentication caller,
            HttpServletRequest request) {
        TenantAccess.require(caller, tenant);
        if (!TopicKeys.isTenant(tenant)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        if (!query.isKnown(audience)) {
            throw new ProblemException(Problem.UNKNOWN_AUDIENCE);
        }
        var question = new Question(tenant, audience, placeOf(cursor), mostOf(limit));
        Members here = query.here(question).orElseThrow(MembersController::notReady);
        var pages = new ArrayList<MembersAnswer>();
        pages.add(answer(
                audience, here.members().stream().map(MembersController::answer).toList(), here.reached()));
        if (request.getHeader(OwnerInstance.FORWARDED) == null) {
            for (HostInfo other : query.others(audience).orElseThrow(MembersController::notReady)) {
                pages.add(ask(other, request));
            }
        }
        return merge(pages, question);
    }

    /** A list with a gap would look complete: each instance has to answer. */
    private MembersAnswer ask(HostInfo other, HttpServletRequest request) {
        String parameters = request.getQueryString();
        ResponseEntity<Object> answer = owners.ask(
                other.host(),
                other.port(),
                request.getRequestURI() + (parameters == null ? "" : "?" + parameters),
                request.getHeader(HttpHeaders.AUTHORIZATION));
        if (answer.getStatusCode().value() != 200 || !(answer.getBody() instanceof byte[] body)) {
            throw notReady();
        }
        return json.readValue(body, MembersAnswer.class);
    }

    /** Only as far as everybody has looked: behind that, somebody may know of members that are not here yet. */
    private MembersAnswer merge(List<MembersAnswer> pages, Question question) {
        MemberPlace reached = leastReached(pages);
        List<MemberAnswer> known = pages.stream()
                .flatMap(page -> page.members().stream())
                .filter(member -> reached == null || place(question, member).compareTo(reached) <= 0)
                .sorted(Comparator.comparing(member -> place(question, member)))
                .toList();
        if (known.size() <= question.limit()) {
            return answer(question.audience(), known, reached);
        }
        List<MemberAnswer> page = known.subList(0, question.limit());
        return answer(question.audience(), page, place(question, page.getLast()));
    }

    private static @Nullable MemberPlace leastReached(List<MembersAnswer> pages) {
        MemberPlace least = null;
        for (MembersAnswer page : pages) {
            MemberPlace reached = placeOf(page.nextCursor());
            if (reached != null && (least == null || reached.compareTo(least) < 0)) {
                least = reached;
            }
        }
        return least;
    }

    private MemberPlace place(Question question, MemberAnswer member) {
        return query.placeOf(question.audience(), member.address(), member.customerId());
    }

    private static MembersAnswer answer(String audience, List<MemberAnswer> members, @Nullable MemberPlace reached) {
        return new MembersAnswer(audience, members, reached == null ? null : MemberCursor.of(reached));
    }

    private static MemberAnswer answer(Member member) {
        return new MemberAnswer(
                member.customerId(),
                member.contactMethodId(),
                member.address(),
                member.language(),
                member.since(),
                member.consentEventId());
    }

    private static @Nullable MemberPlace placeOf(@Nullable String cursor) {
        return cursor == null || cursor.isEmpty()
                ? null
                : MemberCursor.parse(cursor).orElseThrow(MembersController::badQuestion);
    }

    private static int mostOf(String limit) {
        int most = LIMIT.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (most < 1 || most > MOST_MEMBERS) {
            throw badQuestion();
        }
        return most;
    }

    private static ProblemException badQuestion() {
        return new ProblemException(Problem.BAD_MEMBER_QUERY);
    }

    private static ProblemException notReady() {
        return new ProblemException(Problem.NOT_READY);
    }
}

package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.check.MessageSent;
import dev.greenlight.eligibility.domain.check.RecentSends;
import dev.greenlight.eligibility.domain.check.SendDecision;
import dev.greenlight.eligibility.domain.check.SendPolicy;
import dev.greenlight.eligibility.domain.check.SendTimes;
import dev.greenlight.eligibility.topology.ContactAnswer.Found;
import dev.greenlight.eligibility.topology.ContactAnswer.KeptElsewhere;
import dev.greenlight.eligibility.topology.ContactAnswer.NotNow;
import dev.greenlight.eligibility.topology.ContactBatchQuery;
import dev.greenlight.eligibility.topology.ContactBatchQuery.Batch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers batches of questions: those about contacts that are kept here from the store, the others by asking each of
 * their keepers once. All of them, or none: a gap could be taken for a yes.
 */
@Component
final class Checker {

    private final ContactBatchQuery contacts;
    private final EmailChoices choices;
    private final SendTimes times;
    private final OwnerInstance owners;
    private final JsonMapper json;
    private final Clock clock;

    Checker(
            ContactBatchQuery contacts,
            EmailChoices choices,
            SendTimes times,
            OwnerInstance owners,
            JsonMapper json,
            Clock clock) {
        this.contacts = contacts;
        this.choices = choices;
        this.times = times;
        this.owners = owners;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A request as it came in.
     *
     * @param path of the request, for other instances
     * @param authorization of the caller, for other instances, which check it themselves
     * @param passedOn whether another instance asks
     * @param forChoices whether it asks for the email choices of customers alone
     * @param body in which the items stand
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(
            String tenant, String path, String authorization, boolean passedOn, boolean forChoices, byte[] body) {}

    /**
     * @param items of the request, in order
     * @return the answer as JSON
     * @throws ProblemException when not everything is known right now
     */
    byte[] check(Request request, List<CheckItem> items) {
        Batch batch = contacts.begin(request.tenant()).orElseThrow(Checker::notReady);
        Instant now = clock.instant();
        var results = new CheckResult[items.size()];
        Map<String, RecentSends> sends = new HashMap<>();
        Map<KeptElsewhere, List<Integer>> elsewhere = new LinkedHashMap<>();
        var emails = new ArrayList<EmailChoices.Asked>();
        for (int i = 0; i < results.length; i++) {
            switch (items.get(i)) {
                case CheckItem.Refused refused -> results[i] = new CheckResult.Refused(refused.problem());
                case CheckItem.Question question -> {
                    switch (batch.find(question.address())) {
                        case Found found -> {
                            results[i] = decide(question, found, now, sends);
                            addEmail(i, question, found, emails);
                        }
                        case KeptElsewhere keeper ->
                            elsewhere
                                    .computeIfAbsent(keeper, first -> new ArrayList<>())
                                    .add(i);
                        case NotNow notNow -> throw notReady();
                    }
                }
            }
        }
        for (int i : choices.notFirst(request, emails)) {
            results[i] = new CheckResult.Decided(
                    ((CheckItem.Question) items.get(i)).address(), SendDecision.otherEmailFirst());
        }
        var answer = new CheckAnswer(now);
        elsewhere.forEach((keeper, indices) -> answer.limitTo(ask(keeper, request, items, indices, results)));
        return answer.write(Arrays.asList(results));
    }

    /** What the rules say of an email address is not all: its customer may be written to at another one. */
    private static void addEmail(int index, CheckItem.Question question, Found found, List<EmailChoices.Asked> emails) {
        if (question.audience() == Audience.EMAIL_MARKETING) {
            SendPolicy.allowedTo(found.contact().facts(), found.settings(), question.audience(), question.customerId())
                    .forEach(customerId -> emails.add(new EmailChoices.Asked(index, question.address(), customerId)));
        }
    }

    /** Which of the questions, asked by another instance about customers kept here, are about the first email. */
    byte[] checkChoices(Request request, List<CheckItem> items) {
        var asked = new ArrayList<EmailChoices.Asked>();
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof CheckItem.Question question) || question.customerId() == null) {
                throw new ProblemException(Problem.BAD_CHECK);
            }
            asked.add(new EmailChoices.Asked(i, question.address(), question.customerId()));
        }
        Set<Integer> notFirst = choices.notFirst(request, asked);
        var results = new ArrayList<CheckResult>();
        for (EmailChoices.Asked each : asked) {
            SendDecision decision = notFirst.contains(each.item())
                    ? SendDecision.otherEmailFirst()
                    : new SendDecision(Set.of(), false, false, null);
            results.add(new CheckResult.Decided(each.address(), decision));
        }
        return new CheckAnswer(clock.instant()).write(results);
    }

    /**
     * @param sends of the numbers that were decided on before: what is allowed counts for the rest of the batch as if it
     *     were sent
     */
    private CheckResult decide(CheckItem.Question question, Found found, Instant now, Map<String, RecentSends> sends) {
        RecentSends before = sends.getOrDefault(question.address(), found.sends());
        SendDecision decision = SendPolicy.decide(
                found.contact().facts(),
                found.settings(),
                question.audience(),
                question.customerId(),
                () -> times.at(question.where(), now, found.settings().marketingTextHours(), before));
        if (decision.isAllowed() && question.audience() == Audience.SMS_MARKETING) {
            // the id of a report has no space, and each of the batch must count
            var allowed =
                    new MessageSent(" " + sends.size() + before.newestFirst().size(), now);
            sends.put(question.address(), before.and(allowed, times.widestCap(), now));
        }
        return new CheckResult.Decided(question.address(), decision);
    }

    /** Until when its answer is valid. */
    private Instant ask(
            KeptElsewhere keeper,
            Request request,
            List<CheckItem> items,
            List<Integer> indices,
            CheckResult[] results) {
        if (request.passedOn()) {
            // the instances disagree about who keeps it, for as long as it moves
            throw notReady();
        }
        ResponseEntity<Object> response = owners.ask(
                keeper.host(), keeper.port(), request.path(), request.authorization(), body(request, items, indices));
        if (response.getStatusCode().value() != 200 || !(response.getBody() instanceof byte[] bytes)) {
            throw notReady();
        }
        JsonNode answer = json.readTree(bytes);
        JsonNode answers = answer.path(CheckAnswer.RESULTS);
        if (answers.size() != indices.size()) {
            throw notReady();
        }
        for (int i = 0; i < indices.size(); i++) {
            results[indices.get(i)] = new CheckResult.FromElsewhere(answers.path(i));
        }
        return Instant.parse(answer.path(CheckAnswer.VALID_UNTIL).stringValue());
    }

    /** A request with some of the questions of another one, word for word. */
    private static byte[] body(Request request, List<CheckItem> items, List<Integer> indices) {
        var body = new ByteArrayOutputStream();
        body.writeBytes("{\"items\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < indices.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            if (items.get(indices.get(i)) instanceof CheckItem.Question question) {
                body.write(request.body(), question.from(), question.to() - question.from());
            }
        }
        body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static ProblemException notReady() {
        return new ProblemException(Problem.NOT_READY);
    }
}

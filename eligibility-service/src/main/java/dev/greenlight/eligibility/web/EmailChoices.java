package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.topology.CustomerAnswer.Found;
import dev.greenlight.eligibility.topology.CustomerAnswer.KeptElsewhere;
import dev.greenlight.eligibility.topology.CustomerAnswer.NotNow;
import dev.greenlight.eligibility.topology.CustomerQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out which of a batch's email addresses are not the one that their customer is written to. Customers are kept by
 * customer, and so perhaps elsewhere than their addresses: each of their keepers is asked once.
 */
@Component
final class EmailChoices {

    private final CustomerQuery customers;
    private final OwnerInstance owners;
    private final JsonMapper json;

    EmailChoices(CustomerQuery customers, OwnerInstance owners, JsonMapper json) {
        this.customers = customers;
        this.owners = owners;
        this.json = json;
    }

    /**
     * An address that the rules allow for a customer.
     *
     * @param item its index in the batch
     */
    record Asked(int item, String address, String customerId) {}

    /**
     * @param asked one for each customer with the address
     * @return the items that are nobody's choice
     * @throws ProblemException when not everything is known right now
     */
    Set<Integer> notFirst(Checker.Request request, List<Asked> asked) {
        Set<Integer> notFirst = new LinkedHashSet<>();
        Set<Integer> first = new LinkedHashSet<>();
        Map<KeptElsewhere, List<Asked>> elsewhere = new LinkedHashMap<>();
        for (Asked each : asked) {
            switch (customers.find(new CustomerKey(request.tenant(), each.customerId()))) {
                case Found found -> (found.emails().isOtherThan(each.address()) ? notFirst : first).add(each.item());
                case KeptElsewhere keeper ->
                    elsewhere.computeIfAbsent(keeper, one -> new ArrayList<>()).add(each);
                case NotNow notNow -> throw notReady();
            }
        }
        elsewhere.forEach((keeper, there) -> {
            // an address that many customers have makes more questions than items
            for (int from = 0; from < there.size(); from += CheckRequest.MOST_ITEMS) {
                List<Asked> some = there.subList(from, Math.min(there.size(), from + CheckRequest.MOST_ITEMS));
                JsonNode answers = ask(keeper, request, some);
                for (int i = 0; i < some.size(); i++) {
                    boolean allowed = answers.path(i).path("allowed").asBoolean(false);
                    (allowed ? first : notFirst).add(some.get(i).item());
                }
            }
        });
        notFirst.removeAll(first);
        return notFirst;
    }

    private JsonNode ask(KeptElsewhere keeper, Checker.Request request, List<Asked> asked) {
        if (request.forChoices()) {
            // the instances disagree about who keeps it, for as long as it moves
            throw notReady();
        }
        List<Map<String, String>> items = asked.stream()
                .map(each -> Map.of(
                        "address",
                        each.address(),
                        "audience",
                        Audience.EMAIL_MARKETING.code(),
                        "customerId",
                        each.customerId()))
                .toList();
        ResponseEntity<Object> response = owners.askForChoices(
                keeper.host(),
                keeper.port(),
                request.path(),
                request.authorization(),
                json.writeValueAsBytes(Map.of("items", items)));
        if (response.getStatusCode().value() != 200 || !(response.getBody() instanceof byte[] bytes)) {
            throw notReady();
        }
        JsonNode answers = json.readTree(bytes).path(CheckAnswer.RESULTS);
        if (answers.size() != asked.size()) {
            throw notReady();
        }
        return answers;
    }

    private static ProblemException notReady() {
        return new ProblemException(Problem.NOT_READY);
    }
}

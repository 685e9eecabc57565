package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.EmailChoice;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.topology.ContactAnswer;
import dev.greenlight.eligibility.topology.ContactQuery;
import dev.greenlight.eligibility.topology.CustomerAnswer;
import dev.greenlight.eligibility.topology.CustomerQuery;
import dev.greenlight.eligibility.web.CustomerEligibilityAnswer.CustomerAudienceAnswer;
import dev.greenlight.eligibility.web.CustomerEligibilityAnswer.MethodAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.AudienceAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts an explanation together from those who know its parts. What decides about an address is kept by address, and
 * which of a customer's email addresses is written to, by customer: these can be two instances. Each is asked once, and
 * an instance that was asked by another one answers from what it keeps.
 */
@Component
final class Explainer {

    private static final String EMAIL_MARKETING = Audience.EMAIL_MARKETING.code();

    private final ContactQuery contacts;
    private final CustomerQuery customers;
    private final OwnerInstance owners;
    private final JsonMapper json;
    private final Clock clock;

    Explainer(ContactQuery contacts, CustomerQuery customers, OwnerInstance owners, JsonMapper json, Clock clock) {
        this.contacts = contacts;
        this.customers = customers;
        this.owners = owners;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Who asks for what.
     *
     * @param audiences of addresses that are asked about
     * @param directMail whether the audience of post is asked about
     * @param authorization of the caller, for other instances, which check it themselves
     * @param passedOn whether another instance asks
     */
    record Question(List<Audience> audiences, boolean directMail, String authorization, boolean passedOn) {}

    /** @throws ProblemException when the answer is not known right now */
    EligibilityAnswer ofAddress(ContactKey key, Question question) {
        EligibilityAnswer answer = byRules(key, question, question.passedOn());
        if (question.passedOn()) {
            return answer;
        }
        List<AudienceAnswer> audiences = answer.audiences().stream()
                .map(audience ->
                        audience.audience().equals(EMAIL_MARKETING) ? withChoices(key, audience, question) : audience)
                .toList();
        return new EligibilityAnswer(answer.tenant(), answer.address(), answer.consent(), audiences);
    }

    /** @throws ProblemException when the answer is not known right now */
    CustomerEligibilityAnswer ofCustomer(CustomerKey key, Question question) {
        return switch (customers.find(key)) {
            case CustomerAnswer.Found found -> ofCustomer(key, found, question);
            case CustomerAnswer.KeptElsewhere owner -> {
                refuseIf(question.passedOn());
                yield ask(owner.host(), owner.port(), key, question);
            }
            case CustomerAnswer.NotNow notNow -> throw notReady();
        };
    }

    private CustomerEligibilityAnswer ofCustomer(CustomerKey key, CustomerAnswer.Found found, Question question) {
        List<EligibilityAnswer> addresses = found.contacts().byAddress().keySet().stream()
                // a question about post alone is none about addresses
                .filter(address -> !question.audiences().isEmpty())
                .map(address -> byRules(new ContactKey(key.tenant(), address), question, false))
                .toList();
        var audiences = new ArrayList<CustomerAudienceAnswer>();
        for (Audience audience : question.audiences()) {
            List<MethodAnswer> methods = addresses.stream()
                    .flatMap(address -> methods(key, address, audience, found.emails()).stream())
                    .toList();
            boolean eligible = methods.stream().anyMatch(MethodAnswer::eligible);
            audiences.add(new CustomerAudienceAnswer(audience.code(), eligible, methods, null, null));
        }
        if (question.directMail()) {
            audiences.add(Explanation.ofDirectMail(found.mail()));
        }
        return new CustomerEligibilityAnswer(key.tenant(), key.customerId(), audiences);
    }

    /** None where the news of the record has not reached its address yet. */
    private static List<MethodAnswer> methods(
            CustomerKey key, EligibilityAnswer answer, Audience audience, EmailChoice choice) {
        return answer.audiences().stream()
                .filter(each -> each.audience().equals(audience.code()))
                .flatMap(each -> each.customers().stream())
                .filter(customer -> customer.customerId().equals(key.customerId()))
                .map(customer -> audience == Audience.EMAIL_MARKETING
                        ? Explanation.withChoice(customer, answer.address(), choice)
                        : customer)
                .map(customer -> new MethodAnswer(
                        answer.address(),
                        customer.contactMethodId(),
                        customer.eligible(),
                        customer.memberSince(),
                        customer.conditions()))
                .toList();
    }

    /** What can be said of the address alone, from the instance that keeps it. */
    private EligibilityAnswer byRules(ContactKey key, Question question, boolean here) {
        return switch (contacts.find(key)) {
            case ContactAnswer.Found found ->
                Explanation.of(key, found.contact(), found.settings(), question.audiences(), clock.instant());
            case ContactAnswer.KeptElsewhere owner -> {
                refuseIf(here);
                String path = path(key.tenant(), "address", key.address(), question.audiences());
                yield ask(owner.host(), owner.port(), path, question, EligibilityAnswer.class);
            }
            case ContactAnswer.NotNow notNow -> throw notReady();
        };
    }

    private AudienceAnswer withChoices(ContactKey contact, AudienceAnswer audience, Question question) {
        List<EligibilityAnswer.CustomerAnswer> complete = audience.customers().stream()
                .map(customer -> withChoice(contact, customer, question))
                .toList();
        boolean eligible = complete.stream().anyMatch(EligibilityAnswer.CustomerAnswer::eligible);
        return new AudienceAnswer(audience.audience(), eligible, complete, audience.conditions());
    }

    private EligibilityAnswer.CustomerAnswer withChoice(
            ContactKey contact, EligibilityAnswer.CustomerAnswer customer, Question question) {
        var key = new CustomerKey(contact.tenant(), customer.customerId());
        return switch (customers.find(key)) {
            case CustomerAnswer.Found found -> Explanation.withChoice(customer, contact.address(), found.emails());
            case CustomerAnswer.KeptElsewhere owner -> {
                var emails = new Question(List.of(Audience.EMAIL_MARKETING), false, question.authorization(), false);
                yield ask(owner.host(), owner.port(), key, emails).audiences().stream()
                        .flatMap(audience -> audience.contactMethods().stream())
                        .filter(isAt(contact.address()))
                        .map(method -> new EligibilityAnswer.CustomerAnswer(
                                customer.customerId(),
                                method.contactMethodId(),
                                method.eligible(),
                                method.memberSince(),
                                method.conditions()))
                        .findFirst()
                        .orElseThrow(Explainer::notReady);
            }
            case CustomerAnswer.NotNow notNow -> throw notReady();
        };
    }

    private static Predicate<MethodAnswer> isAt(String address) {
        return method -> method.address().equals(address);
    }

    private CustomerEligibilityAnswer ask(String host, int port, CustomerKey key, Question question) {
        String path = path(key.tenant(), "customer", key.customerId(), question.audiences());
        return ask(host, port, path, question, CustomerEligibilityAnswer.class);
    }

    private <T> T ask(String host, int port, String path, Question question, Class<T> type) {
        ResponseEntity<Object> answer = owners.ask(host, port, path, question.authorization());
        if (answer.getStatusCode().value() != 200 || !(answer.getBody() instanceof byte[] body)) {
            throw notReady();
        }
        return json.readValue(body, type);
    }

    private static String path(String tenant, String parameter, String value, List<Audience> audiences) {
        String path = "/v1/tenants/" + tenant + "/eligibility?" + parameter + '='
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return switch (audiences.size()) {
            case 0 -> path + "&audience=" + DirectMail.CODE;
            case 1 -> path + "&audience=" + audiences.getFirst().code();
            default -> path;
        };
    }

    /** The instances disagree about who keeps it, for as long as it moves. */
    private static void refuseIf(boolean passedOn) {
        if (passedOn) {
            throw notReady();
        }
    }

    private static ProblemException notReady() {
        return new ProblemException(Problem.NOT_READY);
    }
}

package dev.greenlight.eligibility.topology;

import static dev.greenlight.eligibility.topology.ExampleEvents.TENANT;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static dev.greenlight.eligibility.topology.ExampleEvents.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.ContactMethodType;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import dev.greenlight.schemas.consent.MarketingProEdition;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.TestOutputTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens in whatever order, when everything has been read the audience topics show whom the decision tables
 * allow, worked out here from the last word of each writer and without the code under test.
 */
class AudiencesFollowTheRulesTest {

    private static final List<String> NUMBERS = List.of("+15555550101", "+15555550102");
    private static final List<String> EMAILS = List.of("a@example.com", "b@example.com", "c@example.com");
    private static final List<String> CUSTOMERS = List.of("c-1", "c-2", "c-3");

    private static InProcessRegistry registry;

    @TempDir
    private Path stateDirectory;

    private final Map<String, CustomerState> customers = new HashMap<>();
    private final Map<String, ConsentState> consents = new HashMap<>();
    private final Map<String, Set<String>> shown = new TreeMap<>();
    private TenantSettings current = settings(0, MarketingProEdition.NONE);
    private EligibilityLanes lanes;
    private Random random = new Random(0);

    @BeforeAll
    static void startRegistry() {
        registry = new InProcessRegistry().registerAll();
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    @BeforeEach
    void openLanes() {
        lanes = new EligibilityLanes(registry, stateDirectory, millis -> {});
    }

    @AfterEach
    void closeLanes() {
        lanes.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void atTheEndTheTopicsShowWhomTheTablesAllow(int seed) {
        random = new Random(seed);
        for (int step = 1; step <= 200; step++) {
            happen(step);
            if (step % 25 == 0) {
                readEverything();
                assertThat(shown).as("after step %s", step).isEqualTo(allowed());
            }
        }
    }

    private void happen(int step) {
        switch (random.nextInt(8)) {
            case 0, 1 -> changeCustomer(step);
            case 2, 3 -> changeConsent(step);
            case 4 -> changeSettings(step);
            case 5 -> lanes.handOn();
            case 6 -> lanes.handBack();
            default -> lanes.idle();
        }
    }

    private void changeCustomer(int revision) {
        String id = any(CUSTOMERS);
        var builder = customer(id, revision)
                .setActive(random.nextInt(6) > 0)
                .setDoNotMail(random.nextInt(6) == 0)
                .setDoNotService(random.nextInt(6) == 0)
                .setDoNotSendPromotionalEmails(random.nextInt(6) == 0)
                .setTags(random.nextBoolean() ? List.of("Opted In") : List.of("Email Dormant"));
        var methods = new ArrayList<ContactMethod>();
        NUMBERS.stream()
                .filter(number -> random.nextBoolean())
                .forEach(number -> methods.add(method(number, ContactMethodType.MOBILE)));
        EMAILS.stream()
                .filter(email -> random.nextBoolean())
                .forEach(email -> methods.add(method(email, ContactMethodType.EMAIL)));
        Collections.shuffle(methods, random);
        CustomerState state = builder.setContactMethods(methods).build();
        customers.put(id, state);
        lanes.customers.pipeInput(TENANT + ":" + id, state);
    }

    private ContactMethod method(String address, ContactMethodType type) {
        return ContactMethod.newBuilder()
                .setContactMethodId("m-" + address.hashCode())
                .setType(type)
                .setValue(address)
                .setMarketingUpdates(random.nextInt(4) > 0)
                .setJobNotifications(random.nextInt(4) > 0)
                .build();
    }

    private void changeConsent(int decision) {
        boolean email = random.nextBoolean();
        String address = any(email ? EMAILS : NUMBERS);
        var statuses = email
                ? List.of(ConsentStatus.NEVER_ASKED, ConsentStatus.OPTED_IN, ConsentStatus.PENDING)
                : List.of(ConsentStatus.values());
        ConsentStatus status = any(statuses);
        OptOutScope scope = random.nextBoolean() ? OptOutScope.ALL : OptOutScope.MARKETING;
        ConsentState state = ConsentState.newBuilder(ExampleEvents.consent(decision, status))
                .setChannel(email ? Channel.EMAIL : Channel.SMS)
                .setAddress(address)
                .setOptOutScope(status == ConsentStatus.OPTED_OUT ? scope : OptOutScope.NONE)
                .setSuppression(email && random.nextInt(3) == 0 ? EmailSuppressionReason.BOUNCE : null)
                .build();
        consents.put(address, state);
        lanes.consents.pipeInput(TENANT + ":" + address, state);
    }

    private void changeSettings(int revision) {
        current = TenantSettings.newBuilder(settings(
                        revision,
                        any(List.of(MarketingProEdition.NONE, MarketingProEdition.V1, MarketingProEdition.V2))))
                .setDoubleOptIn(random.nextBoolean())
                .setOptOutMessage(random.nextBoolean())
                .setAutoSuppressDormant(random.nextBoolean())
                .build();
        lanes.set(current);
    }

    private void readEverything() {
        lanes.handOn();
        do {
            lanes.idle();
        } while (lanes.isReevaluating());
        lanes.handBack();
        follow("sms-marketing", lanes.audience);
        follow("sms-transactional", lanes.transactional);
        follow("email-marketing", lanes.emails);
    }

    private void follow(String audience, TestOutputTopic<String, AudienceMember> topic) {
        Set<String> members = shown.computeIfAbsent(audience, first -> new TreeSet<>());
        topic.readKeyValuesToList().forEach(record -> {
            if (record.value == null) {
                members.remove(record.key);
            } else {
                members.add(record.key);
            }
        });
    }

    private Map<String, Set<String>> allowed() {
        Set<String> marketing = new TreeSet<>();
        Set<String> transactional = new TreeSet<>();
        Set<String> emails = new TreeSet<>();
        for (CustomerState customer : customers.values()) {
            if (!customer.getActive() || customer.getDoNotMail() || customer.getDoNotService()) {
                continue;
            }
            boolean emailed = false;
            for (ContactMethod method : customer.getContactMethods()) {
                String key = TENANT + ":" + customer.getCustomerId() + ":" + method.getValue();
                ConsentState said = consents.get(method.getValue());
                if (method.getType() == ContactMethodType.MOBILE) {
                    if (method.getMarketingUpdates() && isOptedIn(said)) {
                        marketing.add(key);
                    }
                    if (mayHearOfJobs(method, said)) {
                        transactional.add(key);
                    }
                } else if (!emailed && mayBeEmailed(customer, method, said)) {
                    emails.add(key);
                    emailed = true;
                }
            }
        }
        return Map.of("sms-marketing", marketing, "sms-transactional", transactional, "email-marketing", emails);
    }

    private boolean mayHearOfJobs(ContactMethod method, @Nullable ConsentState said) {
        boolean wanted = method.getJobNotifications()
                && (current.getMarketingPro() == MarketingProEdition.NONE || method.getMarketingUpdates());
        if (said == null) {
            return wanted;
        }
        return wanted
                && switch (said.getStatus()) {
                    case UNKNOWN, ON_HOLD, BLOCKED_AT_GATEWAY -> false;
                    case OPTED_OUT -> said.getOptOutScope() == OptOutScope.MARKETING;
                    case NEVER_ASKED, PENDING, OPTED_IN -> true;
                };
    }

    private boolean mayBeEmailed(CustomerState customer, ContactMethod method, @Nullable ConsentState said) {
        if (!method.getMarketingUpdates()
                || customer.getDoNotSendPromotionalEmails()
                || said != null && said.getSuppression() != null) {
            return false;
        }
        if (current.getMarketingPro() != MarketingProEdition.V1) {
            return true;
        }
        boolean confirmed = customer.getTags().contains("Opted In") || isOptedIn(said);
        boolean spared = current.getOptOutMessage()
                && current.getAutoSuppressDormant()
                && customer.getTags().contains("Email Dormant");
        return (confirmed || !current.getDoubleOptIn()) && !spared;
    }

    private static boolean isOptedIn(@Nullable ConsentState said) {
        return said != null && said.getStatus() == ConsentStatus.OPTED_IN;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

package dev.greenlight.eligibility.topology;

import static dev.greenlight.eligibility.topology.ExampleEvents.TENANT;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static dev.greenlight.eligibility.topology.ExampleEvents.settings;

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
import dev.greenlight.schemas.crm.EstimateChanged;
import dev.greenlight.schemas.crm.EstimateStatus;
import dev.greenlight.schemas.crm.JobChanged;
import dev.greenlight.schemas.crm.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

/** A small company to which anything can happen in any order, and the last word of each writer about it. */
final class RandomCompany {

    private static final List<String> NUMBERS = List.of("+15555550101", "+15555550102", "+15555550103");
    private static final List<String> EMAILS = List.of("a@example.com", "b@example.com", "c@example.com");
    private static final List<String> CUSTOMERS = List.of("c-1", "c-2", "c-3", "c-4", "c-5", "c-6");
    private static final List<Integer> DAYS = List.of(10, 30, 90);

    final Map<String, CustomerState> customers = new HashMap<>();
    final Map<String, ConsentState> consents = new HashMap<>();
    final Map<String, EstimateChanged> estimates = new HashMap<>();
    final Map<String, JobChanged> jobs = new HashMap<>();

    /** The keys that each audience shows, as far as everything has been read. */
    final Map<String, Set<String>> shown = new TreeMap<>();

    private final EligibilityLanes lanes;
    private final Random random;
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private TenantSettings current = settings(0, MarketingProEdition.NONE);

    RandomCompany(EligibilityLanes lanes, long seed) {
        this.lanes = lanes;
        this.random = new Random(seed);
    }

    TenantSettings current() {
        return current;
    }

    /** Whether the estimate was asked for within the window of the company. */
    boolean isInWindow(EstimateChanged estimate) {
        return estimate.getRequestedAt().isAfter(start.minus(Duration.ofDays(current.getUnsoldEstimateDays())));
    }

    /** One thing more, with a number higher than those of before. */
    void happen(int step) {
        switch (random.nextInt(11)) {
            case 0, 1 -> changeCustomer(step);
            case 2, 3 -> changeConsent(step);
            case 4 -> set(anySettings(step));
            case 5 -> lanes.handOn();
            case 6 -> lanes.handBack();
            case 7 -> changeEstimate(step);
            case 8 -> changeJob(step);
            case 9 -> lanes.tellCustomers();
            default -> lanes.idle();
        }
    }

    void set(TenantSettings news) {
        current = news;
        lanes.set(news);
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

    private void changeEstimate(int revision) {
        String customer = any(CUSTOMERS);
        String id = customer + "-e-" + random.nextInt(2);
        // never so near to the end of a window that the time of the test matters
        Instant requestedAt = start.minus(Duration.ofDays(any(List.of(1, 20, 45, 120))));
        var state = new EstimateChanged(
                id + ":" + revision,
                TENANT,
                id,
                customer,
                random.nextInt(4) > 0 ? EstimateStatus.OPEN : EstimateStatus.SOLD,
                requestedAt,
                start,
                (long) revision);
        estimates.put(id, state);
        lanes.estimates.pipeInput(TENANT + ":" + id, state);
    }

    private void changeJob(int revision) {
        String customer = any(CUSTOMERS);
        String id = customer + "-j";
        String estimate = random.nextInt(3) > 0 ? customer + "-e-" + random.nextInt(2) : null;
        var state = new JobChanged(
                id + ":" + revision,
                TENANT,
                id,
                customer,
                estimate,
                random.nextBoolean() ? JobStatus.SCHEDULED : JobStatus.CANCELED,
                start,
                (long) revision);
        jobs.put(id, state);
        lanes.jobs.pipeInput(TENANT + ":" + id, state);
    }

    /** Such as the company could set up. */
    TenantSettings anySettings(int revision) {
        MarketingProEdition edition =
                any(List.of(MarketingProEdition.NONE, MarketingProEdition.V1, MarketingProEdition.V2));
        boolean first = edition == MarketingProEdition.V1;
        boolean message = first && random.nextBoolean();
        return TenantSettings.newBuilder(settings(revision, edition))
                .setDoubleOptIn(first && random.nextBoolean())
                .setOptOutMessage(message)
                .setAutoSuppressDormant(message && random.nextBoolean())
                .setUnsoldEstimateDays(any(DAYS))
                .build();
    }

    /** Until nothing is left to do. */
    void readEverything() {
        lanes.tellCustomers();
        for (int slice = 0; slice < 4; slice++) {
            lanes.wait(EstimateWindowProcessor.EVERY);
        }
        lanes.handOn();
        do {
            lanes.idle();
        } while (lanes.isReevaluating());
        lanes.handBack();
        follow("sms-marketing", lanes.audience);
        follow("sms-transactional", lanes.transactional);
        follow("unsold-estimates", lanes.unsold);
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

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

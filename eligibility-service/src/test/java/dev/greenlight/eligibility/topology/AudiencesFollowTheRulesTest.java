package dev.greenlight.eligibility.topology;

import static dev.greenlight.eligibility.topology.ExampleEvents.TENANT;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.ContactMethodType;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.MarketingProEdition;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.crm.EstimateStatus;
import dev.greenlight.schemas.crm.JobStatus;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    private static InProcessRegistry registry;

    @TempDir
    private Path stateDirectory;

    private EligibilityLanes lanes;

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
        var company = new RandomCompany(lanes, seed);
        for (int step = 1; step <= 300; step++) {
            company.happen(step);
            if (step % 25 == 0) {
                company.readEverything();
                assertThat(company.shown).as("after step %s", step).isEqualTo(allowed(company));
            }
        }
    }

    private static Map<String, Set<String>> allowed(RandomCompany company) {
        Set<String> marketing = new TreeSet<>();
        Set<String> transactional = new TreeSet<>();
        Set<String> unsold = new TreeSet<>();
        Set<String> emails = new TreeSet<>();
        for (CustomerState customer : company.customers.values()) {
            if (!customer.getActive() || customer.getDoNotMail() || customer.getDoNotService()) {
                continue;
            }
            boolean emailed = false;
            for (ContactMethod method : customer.getContactMethods()) {
                String key = TENANT + ":" + customer.getCustomerId() + ":" + method.getValue();
                ConsentState said = company.consents.get(method.getValue());
                if (method.getType() == ContactMethodType.MOBILE) {
                    if (method.getMarketingUpdates() && isOptedIn(said)) {
                        marketing.add(key);
                    }
                    if (mayHearOfJobs(company, method, said)) {
                        transactional.add(key);
                        if (hasOpenEstimate(company, customer.getCustomerId())) {
                            unsold.add(key);
                        }
                    }
                } else if (!emailed && mayBeEmailed(company, customer, method, said)) {
                    emails.add(key);
                    emailed = true;
                }
            }
        }
        return Map.of(
                "sms-marketing",
                marketing,
                "sms-transactional",
                transactional,
                "unsold-estimates",
                unsold,
                "email-marketing",
                emails);
    }

    private static boolean hasOpenEstimate(RandomCompany company, String customerId) {
        return company.estimates.values().stream()
                .filter(estimate -> estimate.getCustomerId().equals(customerId))
                .filter(estimate -> estimate.getStatus() == EstimateStatus.OPEN)
                .filter(company::isInWindow)
                .anyMatch(estimate -> company.jobs.values().stream()
                        .noneMatch(job -> job.getStatus() == JobStatus.SCHEDULED
                                && estimate.getEstimateId().equals(job.getEstimateId())));
    }

    private static boolean mayHearOfJobs(RandomCompany company, ContactMethod method, @Nullable ConsentState said) {
        boolean wanted = method.getJobNotifications()
                && (company.current().getMarketingPro() == MarketingProEdition.NONE || method.getMarketingUpdates());
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

    private static boolean mayBeEmailed(
            RandomCompany company, CustomerState customer, ContactMethod method, @Nullable ConsentState said) {
        if (!method.getMarketingUpdates()
                || customer.getDoNotSendPromotionalEmails()
                || said != null && said.getSuppression() != null) {
            return false;
        }
        if (company.current().getMarketingPro() != MarketingProEdition.V1) {
            return true;
        }
        boolean confirmed = customer.getTags().contains("Opted In") || isOptedIn(said);
        boolean spared = company.current().getOptOutMessage()
                && company.current().getAutoSuppressDormant()
                && customer.getTags().contains("Email Dormant");
        return (confirmed || !company.current().getDoubleOptIn()) && !spared;
    }

    private static boolean isOptedIn(@Nullable ConsentState said) {
        return said != null && said.getStatus() == ConsentStatus.OPTED_IN;
    }
}

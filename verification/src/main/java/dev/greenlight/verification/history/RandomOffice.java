package dev.greenlight.verification.history;

import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.ContactMethodType;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.CustomerType;
import dev.greenlight.schemas.consent.MarketingProEdition;
import dev.greenlight.schemas.consent.OptOutScopeSetting;
import dev.greenlight.schemas.consent.ScheduledOptOutScope;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.topic.TopicKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What offices record: customers that share few numbers, flags that come and go, settings. */
final class RandomOffice {

    private static final List<OptOutScopeSetting> SCOPES =
            List.of(OptOutScopeSetting.ALL, OptOutScopeSetting.MARKETING, OptOutScopeSetting.BY_CONTEXT);

    private final Random random;
    private final HistoryShape shape;
    private final Map<String, CustomerState> customers = new HashMap<>();
    private final Map<String, Long> revisions = new HashMap<>();
    private int changes;

    RandomOffice(Random random, HistoryShape shape) {
        this.random = random;
        this.shape = shape;
    }

    static String tenant(int index) {
        return "tenant-" + (char) ('a' + index);
    }

    /** One of few numbers nearly always, or one of many. */
    static String number(Random random, HistoryShape shape) {
        boolean hot = random.nextInt(100) < 85;
        return "+1555000%04d".formatted(hot ? random.nextInt(shape.hotNumbers()) : 1_000 + random.nextInt(500));
    }

    CustomerState customer(Instant clock) {
        String tenant = tenant(random.nextInt(shape.tenants()));
        String id = "C" + random.nextInt(shape.customers());
        String key = TopicKeys.ofCustomer(tenant, id);
        CustomerState customer = CustomerState.newBuilder()
                .setTenant(tenant)
                .setCustomerId(id)
                .setRevision(revisions.merge(key, 1L, Long::sum))
                .setName("Customer " + id)
                .setActive(random.nextInt(100) < 90)
                .setCustomerType(CustomerType.RESIDENTIAL)
                .setLanguage(language())
                .setDoNotMail(random.nextInt(100) < 8)
                .setDoNotService(random.nextInt(100) < 8)
                .setDoNotSendPromotionalEmails(random.nextBoolean())
                .setTags(List.of())
                .setContactMethods(contactMethods())
                .setChangedAt(clock)
                .setChangedBy("office")
                .setEventId("change-" + ++changes)
                .build();
        customers.put(key, customer);
        return customer;
    }

    /** A customer to be removed; empty where there is none. */
    Optional<CustomerState> gone() {
        Optional<String> key = customers.keySet().stream()
                .sorted()
                .skip(random.nextInt(shape.customers()))
                .findFirst();
        return key.map(customers::remove);
    }

    TenantSettings settings(Instant clock) {
        String tenant = tenant(random.nextInt(shape.tenants()));
        return TenantSettings.newBuilder()
                .setTenant(tenant)
                .setRevision(revisions.merge(tenant, 1L, Long::sum))
                .setOptOutScope(SCOPES.get(random.nextInt(SCOPES.size())))
                .setMarketingUpdatesForNewCustomers(random.nextBoolean())
                .setJobNotificationsForNewCustomers(random.nextBoolean())
                .setChangedAt(clock)
                .setChangedBy("office")
                .setEventId("change-" + ++changes)
                .setOptInRequestExpiryDays(1 + random.nextInt(10))
                .setOptInRequestsPerNumber(1 + random.nextInt(4))
                .setScheduledOptOutScope(scheduled(clock))
                .setMarketingPro(MarketingProEdition.NONE)
                .build();
    }

    /** Every other change announces the next one, for within the hour. */
    private @Nullable ScheduledOptOutScope scheduled(Instant clock) {
        if (changes % 2 == 0) {
            return null;
        }
        OptOutScopeSetting scope = SCOPES.get(changes / 2 % SCOPES.size());
        return new ScheduledOptOutScope(scope, clock.plus(Duration.ofMinutes(changes % 60)));
    }

    private List<ContactMethod> contactMethods() {
        Set<String> numbers = new LinkedHashSet<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            numbers.add(number(random, shape));
        }
        List<ContactMethod> methods = new ArrayList<>();
        for (String number : numbers) {
            methods.add(method(
                    methods.size(),
                    random.nextInt(100) < 85 ? ContactMethodType.MOBILE : ContactMethodType.LANDLINE,
                    number));
        }
        if (random.nextInt(100) < 30) {
            methods.add(method(methods.size(), ContactMethodType.EMAIL, "person@example.test"));
        }
        return methods;
    }

    private ContactMethod method(int index, ContactMethodType type, String value) {
        return ContactMethod.newBuilder()
                .setContactMethodId("M" + index)
                .setType(type)
                .setValue(value)
                .setMarketingUpdates(random.nextInt(100) < 85)
                .setJobNotifications(random.nextBoolean())
                .build();
    }

    private @Nullable String language() {
        return switch (random.nextInt(3)) {
            case 0 -> "en-US";
            case 1 -> "es-US";
            default -> null;
        };
    }
}

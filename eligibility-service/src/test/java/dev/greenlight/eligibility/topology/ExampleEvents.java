package dev.greenlight.eligibility.topology;

import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.ContactMethodType;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.CustomerType;
import dev.greenlight.schemas.consent.MarketingProEdition;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.OptOutScopeSetting;
import dev.greenlight.schemas.consent.TenantSettings;
import java.time.Instant;
import java.util.List;

/** What consent-service would send about one company. */
public final class ExampleEvents {

    public static final String TENANT = "acme";
    public static final String ADDRESS = "+15555550123";

    private ExampleEvents() {}

    /** Set by ledger entry {@code entry-<sequence>}, {@code sequence} seconds after second 1,000 of the epoch. */
    public static ConsentState consent(long sequence, ConsentStatus status) {
        return ConsentState.newBuilder()
                .setTenant(TENANT)
                .setChannel(Channel.SMS)
                .setAddress(ADDRESS)
                .setStatus(status)
                .setOptOutScope(status == ConsentStatus.OPTED_OUT ? OptOutScope.ALL : OptOutScope.NONE)
                .setSince(Instant.ofEpochSecond(1_000 + sequence))
                .setSequence(sequence)
                .setSetByEventId("entry-" + sequence)
                .setSetBy(status == ConsentStatus.OPTED_IN ? "text START through twilio" : "text STOP through twilio")
                .build();
    }

    /** Made by change {@code settings-<revision>}, {@code revision} seconds after second 2,000 of the epoch. */
    public static TenantSettings settings(long revision, MarketingProEdition marketingPro) {
        return TenantSettings.newBuilder()
                .setTenant(TENANT)
                .setRevision(revision)
                .setOptOutScope(OptOutScopeSetting.ALL)
                .setMarketingUpdatesForNewCustomers(true)
                .setJobNotificationsForNewCustomers(true)
                .setMarketingPro(marketingPro)
                .setChangedAt(Instant.ofEpochSecond(2_000 + revision))
                .setChangedBy("owner")
                .setEventId("settings-" + revision)
                .build();
    }

    /** An active customer with one mobile number that may be sent marketing texts once its owner agrees. */
    public static CustomerState.Builder customer(String customerId, long revision) {
        return CustomerState.newBuilder()
                .setTenant(TENANT)
                .setCustomerId(customerId)
                .setRevision(revision)
                .setName("Jo Example")
                .setActive(true)
                .setCustomerType(CustomerType.RESIDENTIAL)
                .setLanguage("en")
                .setDoNotMail(false)
                .setDoNotService(false)
                .setDoNotSendPromotionalEmails(false)
                .setTags(List.of())
                .setContactMethods(List.of(mobile("m-1", ADDRESS)))
                .setChangedAt(Instant.ofEpochSecond(500 + revision))
                .setChangedBy("front-office")
                .setEventId("change-" + revision);
    }

    /** Without job notifications, so that it is of no other audience than that of marketing texts. */
    public static ContactMethod mobile(String contactMethodId, String number) {
        return ContactMethod.newBuilder()
                .setContactMethodId(contactMethodId)
                .setType(ContactMethodType.MOBILE)
                .setValue(number)
                .setMarketingUpdates(true)
                .setJobNotifications(false)
                .build();
    }
}

package dev.greenlight.eligibility.topology;

import static dev.greenlight.eligibility.topology.ExampleEvents.ADDRESS;
import static dev.greenlight.eligibility.topology.ExampleEvents.TENANT;
import static dev.greenlight.eligibility.topology.ExampleEvents.consent;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static dev.greenlight.eligibility.topology.ExampleEvents.mobile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.ContactMethodType;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known about email addresses is kept beside the numbers and changes nothing about them. */
class EmailStatesTest {

    private static final String EMAIL = "ann+offers@example.com";

    @TempDir
    private Path stateDirectory;

    @Test
    void statesOfEmailAddressesAreKeptAndMakeNobodyAMemberOrStopIt() {
        var index = new NumberIndex();
        try (var registry = new InProcessRegistry().registerAll();
                var lanes = new EligibilityLanes(registry, stateDirectory, index)) {
            lanes.consents.pipeInput("acme:" + EMAIL, suppressed(1));
            lanes.customers.pipeInput(
                    "acme:c-1",
                    customer("c-1", 1)
                            .setContactMethods(List.of(mobile("m-1", ADDRESS), email()))
                            .build());
            lanes.handOn();
            lanes.consents.pipeInput(
                    "acme:" + ADDRESS, consent(1, dev.greenlight.schemas.consent.ConsentStatus.OPTED_IN));
            lanes.consents.pipeInput("acme:" + EMAIL, suppressed(2));

            assertThat(lanes.audience.readKeyValuesToList()).singleElement().satisfies(member -> {
                assertThat(member.key).isEqualTo("acme:c-1:" + ADDRESS);
                assertThat(member.value).isNotNull();
            });
            assertThat(lanes.facts.readValuesToList()).hasSize(1);
            assertThat(lanes.listed(index, null, Instant.EPOCH)).containsExactly(ADDRESS);
            var kept = ContactFactsMapper.fromStore(lanes.stored(new ContactKey(TENANT, EMAIL)))
                    .facts();
            assertThat(kept.consent()).isNotNull().satisfies(consent -> {
                assertThat(consent.status()).isEqualTo(ConsentStatus.OPTED_OUT);
                assertThat(consent.setBy().eventId()).isEqualTo("entry-2");
            });
            assertThat(lanes.deadLetters().isEmpty()).isTrue();
        }
    }

    private static ConsentState suppressed(long decision) {
        return ConsentState.newBuilder(consent(decision, dev.greenlight.schemas.consent.ConsentStatus.OPTED_OUT))
                .setChannel(Channel.EMAIL)
                .setAddress(EMAIL)
                .setOptOutScope(OptOutScope.MARKETING)
                .setSuppression(EmailSuppressionReason.UNSUBSCRIBE)
                .setDecision(decision)
                .build();
    }

    private static ContactMethod email() {
        return ContactMethod.newBuilder()
                .setContactMethodId("m-2")
                .setType(ContactMethodType.EMAIL)
                .setValue(EMAIL)
                .setMarketingUpdates(true)
                .setJobNotifications(true)
                .build();
    }
}

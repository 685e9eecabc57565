package dev.greenlight.consent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.customer.ContactMethod;
import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.Customer.Details;
import dev.greenlight.consent.domain.customer.CustomerType;
import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.domain.edit.BatchEdit.Phase;
import dev.greenlight.consent.domain.edit.BatchEdit.Run;
import dev.greenlight.consent.domain.edit.Edited;
import dev.greenlight.consent.domain.edit.Preference;
import dev.greenlight.consent.domain.edit.PreferenceChange;
import dev.greenlight.consent.domain.edit.Selection;
import dev.greenlight.consent.mapping.BatchEditMapper;
import dev.greenlight.consent.mapping.CustomerMapper;
import dev.greenlight.consent.mapping.EditedMapper;
import dev.greenlight.consent.stored.StoredCustomer;
import dev.greenlight.consent.stored.StoredEdited;
import dev.greenlight.consent.topology.BatchEditQueries.EditedCustomer;
import dev.greenlight.consent.topology.BatchEditQueries.Page;
import dev.greenlight.consent.topology.BatchEditQueries.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paging through those whom an edit changes. */
class BatchEditReaderTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PreferenceChange LOSS = new PreferenceChange("m", Preference.EMAIL_MARKETING_UPDATES, true);

    private TopologyFixture fixture;
    private KeyValueStore<String, StoredCustomer> customers;
    private KeyValueStore<String, StoredEdited> edited;

    @BeforeEach
    void start() {
        fixture = TopologyFixture.officeLane();
        customers = fixture.driver().getKeyValueStore(ConsentTopology.CUSTOMER_STORE);
        edited = fixture.driver().getKeyValueStore(ConsentTopology.EDITED_STORE);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void everyCustomerIsOnOnePage() {
        for (int i = 0; i < 7; i++) {
            put("acme:c-" + i, true);
        }
        put("acme:c-off", false);
        put("acme-2:c-1", true);

        assertThat(ids(Phase.PREVIEW, Selection.EVERYBODY, 3))
                .containsExactly("c-0", "c-1", "c-2", "c-3", "c-4", "c-5", "c-6");
        assertThat(ids(Phase.PREVIEW, new Selection(List.of("c-6", "c-2", "nobody"), null, null, List.of()), 1))
                .containsExactly("c-2", "c-6");
        assertThat(ids(Phase.PREVIEW, new Selection(List.of(), CustomerType.COMMERCIAL, null, List.of()), 3))
                .isEmpty();
    }

    @Test
    void partsAreReadOneAfterTheOther() {
        put("acme:c-1", true);

        Page page = reader(Phase.PREVIEW, Selection.EVERYBODY).read(Place.FIRST, 2, 3);

        assertThat(page.customers()).containsExactly(new EditedCustomer("c-1", List.of(LOSS)));
        assertThat(page.next()).isEqualTo(new Place(1, ""));
    }

    @Test
    void afterTheEditThoseAreShownWhomItChanged() {
        put("acme:c-1", false);
        put("acme:c-2", false);
        put("acme:c-3", true);
        edited.put("acme:c-1", EditedMapper.toStored(new Edited("e-1", List.of(LOSS), true)));
        edited.put("acme:c-2", EditedMapper.toStored(new Edited("e-2", List.of(LOSS), true)));

        assertThat(ids(Phase.APPLY, Selection.EVERYBODY, 5)).containsExactly("c-1");
    }

    @Test
    void aPageThatFindsNobodySaysWhereToGoOn() {
        for (int i = 0; i < BatchEditReader.READ_AT_ONCE; i++) {
            put("acme:a-" + i, false);
        }
        put("acme:z", true);

        Page first = reader(Phase.PREVIEW, Selection.EVERYBODY).read(Place.FIRST, 2, 1);

        assertThat(first.customers()).isEmpty();
        assertThat(ids(Phase.PREVIEW, Selection.EVERYBODY, 2)).containsExactly("z");
    }

    private List<String> ids(Phase phase, Selection selection, int most) {
        List<String> ids = new ArrayList<>();
        Place place = Place.FIRST;
        while (place != null) {
            Page page = reader(phase, selection).read(place, most, 1);
            assertThat(page.customers()).hasSizeLessThanOrEqualTo(most);
            page.customers().forEach(customer -> ids.add(customer.customerId()));
            place = page.next();
        }
        return ids;
    }

    private BatchEditReader reader(Phase phase, Selection selection) {
        var edit = new BatchEdit(selection, Set.of(), 1, List.of(new Run(phase, NOON, "front desk", Map.of())));
        return new BatchEditReader(BatchEditMapper.firstStep("acme", "e-1", edit, 0), customers, edited);
    }

    private void put(String key, boolean marketing) {
        var method = new ContactMethod("m", ContactMethodType.EMAIL, "ann@example.com", marketing, false);
        var details = new Details(
                "Ann",
                true,
                CustomerType.RESIDENTIAL,
                null,
                false,
                false,
                false,
                List.of(),
                List.of(method),
                null,
                null);
        customers.put(key, CustomerMapper.toStored(new Customer(1, details, NOON, "office", List.of("c"), null)));
    }
}

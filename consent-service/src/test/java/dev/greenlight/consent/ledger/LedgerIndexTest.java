package dev.greenlight.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.ledger.LedgerIndex.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerIndexTest {

    @Test
    void keyThatIsNotThereHasNoPlaces() {
        assertThat(new LedgerIndex().find("acme:+15555550123")).isEmpty();
    }

    @Test
    void placesOfAKeyComeBackInTheirOrderHoweverManyKeysThereAre() {
        var index = new LedgerIndex();
        var random = new Random(1);
        Map<String, List<Place>> expected = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            String key = "acme:+1555" + random.nextInt(30_000);
            int partition = random.nextInt(12);
            index.add(key, partition, i);
            expected.computeIfAbsent(key, none -> new ArrayList<>()).add(new Place(partition, i));
        }

        expected.forEach((key, places) -> assertThat(index.find(key)).containsExactlyElementsOf(places));
        assertThat(index.find("acme:+1666")).isEmpty();
    }
}

package dev.greenlight.eligibility.topology;

import static dev.greenlight.eligibility.topology.ExampleEvents.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.rule.MarketingPro;
import dev.greenlight.eligibility.domain.whatif.Move;
import dev.greenlight.eligibility.domain.whatif.Moves;
import dev.greenlight.eligibility.domain.whatif.SettingsProposal;
import dev.greenlight.eligibility.domain.whatif.WhatIf;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is known of a company, a what-if names exactly those who join and leave when the settings are really changed. */
class WhatIfIsWhatComesTest {

    private static InProcessRegistry registry;

    @TempDir
    private Path stateDirectory;

    @BeforeAll
    static void startRegistry() {
        registry = new InProcessRegistry().registerAll();
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void memberForMember(long seed) {
        try (var lanes = new EligibilityLanes(registry, stateDirectory, millis -> {})) {
            var company = new RandomCompany(lanes, seed);
            int moved = 0;
            for (int round = 1; round <= 30; round++) {
                for (int step = 1; step <= 40; step++) {
                    company.happen(100 * round + step);
                }
                company.readEverything();
                Map<String, Set<String>> before = copy(company.shown);
                TenantSettings proposed = company.anySettings(100 * round + 99);
                WhatIf found = whatIf(lanes.stores(), proposed);

                company.set(proposed);
                company.readEverything();

                var after = copy(company.shown);
                found.result().forEach((audience, moves) -> {
                    String code = audience.code();
                    Set<String> were = before.getOrDefault(code, Set.of());
                    Set<String> are = after.getOrDefault(code, Set.of());
                    assertThat(keys(moves.someJoining()))
                            .as("who joins %s", code)
                            .isEqualTo(difference(are, were));
                    assertThat(keys(moves.someLeaving()))
                            .as("who leaves %s", code)
                            .isEqualTo(difference(were, are));
                    assertThat(moves.before()).isEqualTo(were.size());
                    assertThat(moves.after()).isEqualTo(are.size());
                });
                moved += found.result().values().stream()
                        .mapToInt(WhatIfIsWhatComesTest::movesOf)
                        .sum();
            }
            assertThat(moved).isGreaterThan(15);
        }
    }

    private static WhatIf whatIf(LaneStores stores, TenantSettings proposed) {
        var query = new WhatIfQuery(stores, InstantSource.system());
        var proposal = new SettingsProposal(
                MarketingPro.valueOf(proposed.getMarketingPro().name()),
                proposed.getDoubleOptIn(),
                proposed.getOptOutMessage(),
                proposed.getAutoSuppressDormant(),
                proposed.getUnsoldEstimateDays());
        assertThat(query.settings(TENANT))
                .hasValueSatisfying(
                        current -> assertThat(proposal.isPossibleOver(current)).isTrue());
        Map<String, Boolean> estimates = query.estimates(TENANT, Duration.ofDays(proposed.getUnsoldEstimateDays()))
                .orElseThrow();
        return query.contacts(
                        TENANT, proposal, new WhatIf(1_000, 1_000, estimates), (looked, partitions, ofPartitions) -> {})
                .orElseThrow();
    }

    private static int movesOf(Moves moves) {
        return moves.someJoining().size() + moves.someLeaving().size();
    }

    private static Set<String> keys(List<Move> moves) {
        Set<String> keys = moves.stream()
                .map(move -> TENANT + ":" + move.customerId() + ":" + move.address())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(keys).hasSameSizeAs(moves);
        return keys;
    }

    private static Set<String> difference(Set<String> those, Set<String> butThese) {
        Set<String> rest = new TreeSet<>(those);
        rest.removeAll(butThese);
        return rest;
    }

    private static Map<String, Set<String>> copy(Map<String, Set<String>> shown) {
        var copy = new TreeMap<String, Set<String>>();
        shown.forEach((audience, keys) -> copy.put(audience, Set.copyOf(keys)));
        return copy;
    }
}

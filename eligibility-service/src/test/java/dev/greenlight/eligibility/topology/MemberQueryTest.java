package dev.greenlight.eligibility.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.Member;
import dev.greenlight.eligibility.domain.audience.MemberPlace;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ExampleFacts;
import dev.greenlight.eligibility.topology.MemberQuery.Members;
import dev.greenlight.eligibility.topology.MemberQuery.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** The members of an audience, out of the stores of one instance. */
class MemberQueryTest {

    private static final ContactFacts IN = ExampleFacts.of(ConsentStatus.OPTED_IN, ExampleFacts.ALLOWED);
    private static final ContactFacts OUT = ExampleFacts.of(ConsentStatus.OPTED_OUT, ExampleFacts.ALLOWED);

    private final MembersOnPaper lanes = new MembersOnPaper();
    private final MemberQuery query = lanes.query(MembersOnPaper.SELF);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1_000})
    void pagesTogetherAreTheAudienceInTheOrderOfAddresses(int limit) {
        var expected = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            String number = "+1212555" + (1_000 + (i * 7919) % 9_000);
            lanes.know("acme", number, i % 3 == 0 ? OUT : IN);
            lanes.know("acme-2", number, IN);
            lanes.know("acm", number, IN);
            if (i % 3 != 0) {
                expected.add(number);
            }
        }
        expected.sort(Comparator.naturalOrder());

        assertThat(all("acme", Audience.SMS_MARKETING, limit))
                .extracting(Member::address)
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void aSharedAddressIsAMemberForEachCustomerAlsoWhereAPageEndsBetweenThem(int limit) {
        var three = ExampleFacts.of(
                ConsentStatus.OPTED_IN, ExampleFacts.ALLOWED, ExampleFacts.ALLOWED, ExampleFacts.ALLOWED);
        lanes.know("acme", "+12125550100", three);
        lanes.know("acme", "+12125550101", IN);

        assertThat(all("acme", Audience.SMS_MARKETING, limit))
                .extracting(member -> member.address() + " " + member.customerId())
                .containsExactly("+12125550100 c-1", "+12125550100 c-2", "+12125550100 c-3", "+12125550101 c-1");
    }

    @Test
    void aMemberIsAsItsTopicShowsIt() {
        lanes.know("acme", "+12125550100", IN);

        Member member = all("acme", Audience.SMS_MARKETING, 10).getFirst();
        assertThat(member.contactMethodId()).isEqualTo("m-1");
        assertThat(member.language()).isNull();
        assertThat(member.since()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(member.consentEventId()).isEqualTo("entry-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void emailsAreListedByCustomerWithTheAddressThatIsShown(int limit) {
        lanes.knowEmails("acme", "c-2", "b@example.com", "a@example.com");
        lanes.knowEmails("acme", "c-10", "z@example.com");
        lanes.knowEmails("other", "c-1", "c@example.com");

        assertThat(all("acme", Audience.EMAIL_MARKETING, limit))
                .extracting(member -> member.customerId() + " " + member.address())
                .containsExactly("c-10 z@example.com", "c-2 b@example.com");
    }

    @Test
    void customersWhoGetPostAreListedWithoutTheirAddresses() {
        lanes.knowPost("acme", "c-2", true);
        lanes.knowPost("acme", "c-1", true);
        lanes.knowPost("acme", "c-3", false);
        lanes.knowPost("other", "c-4", true);

        List<Member> members = query.here(new Question("acme", DirectMail.CODE, null, 10))
                .orElseThrow()
                .members();
        assertThat(members).extracting(Member::customerId).containsExactly("c-1", "c-2");
        assertThat(members.getFirst().address()).isNull();
        assertThat(members.getFirst().since()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(query.placeOf(DirectMail.CODE, null, "c-1")).isEqualTo(new MemberPlace("c-1", "c-1"));
    }

    @Test
    void aPageCopiesFewKeysOnceFencesArePutUp() {
        IntStream.range(0, 8_000).forEach(i -> lanes.know("acme", "+1212" + (1_000_000 + i), IN));
        page("acme", Audience.SMS_MARKETING, null, 50);
        lanes.copied();

        MemberPlace middle = new MemberPlace("+12121004000", "c-1");
        assertThat(page("acme", Audience.SMS_MARKETING, middle, 50).members()).hasSize(50);
        assertThat(lanes.copied()).isLessThan(MembersOnPaper.PARTITIONS * 3 * (KeyFences.APART + 1));
    }

    @Test
    void storesOnDiskAreWalkedInOneGo() {
        IntStream.range(0, 200).forEach(i -> lanes.know("acme", "+1212" + (1_000_000 + i), IN));
        MemberQuery onDisk = lanes.query(MembersOnPaper.SELF, StoreLocation.DISK);

        Members page = onDisk.here(new Question("acme", Audience.SMS_MARKETING.code(), null, 150))
                .orElseThrow();
        assertThat(page.members()).hasSize(150);
        assertThat(page.reached()).isEqualTo(new MemberPlace("+12121000149", "c-1"));
    }

    @Test
    void contactsThatCameAfterTheFencesAreListedToo() {
        lanes.know("acme", "+12125550100", IN);
        page("acme", Audience.SMS_MARKETING, null, 50);
        IntStream.range(0, 60_000).forEach(i -> lanes.know("acme", "+1212" + (1_000_000 + i), IN));

        assertThat(all("acme", Audience.SMS_MARKETING, 1_000)).hasSize(60_001);
        lanes.copied();
        page("acme", Audience.SMS_MARKETING, null, 50);
        assertThat(lanes.copied()).isLessThan(MembersOnPaper.PARTITIONS * 3 * (KeyFences.APART + 1));
    }

    @Test
    void aPageLooksAtSoManyRecordsAndSaysHowFarItCame() {
        IntStream.range(0, MemberQuery.MOST_RECORDS + 10)
                .forEach(i -> lanes.know("acme", "+1212" + (1_000_000 + i), OUT));
        lanes.know("acme", "+19995550100", IN);

        Members first = page("acme", Audience.SMS_MARKETING, null, 50);
        assertThat(first.members()).isEmpty();
        assertThat(first.reached()).isEqualTo(MemberPlace.behind("+1212" + (1_000_000 + MemberQuery.MOST_RECORDS - 1)));
        Members second = page("acme", Audience.SMS_MARKETING, first.reached(), 50);
        assertThat(second.members()).extracting(Member::address).containsExactly("+19995550100");
        assertThat(second.reached()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void everyAudienceIsListed(Audience audience) {
        assertThat(query.isKnown(audience.code())).isTrue();
        assertThat(query.here(new Question("acme", audience.code(), null, 50))
                        .orElseThrow()
                        .members())
                .isEmpty();
    }

    @Test
    void whatIsNoAudienceIsNotListed() {
        assertThat(query.isKnown("sms")).isFalse();
        assertThatThrownBy(() -> query.here(new Question("acme", "sms", null, 50)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "RUNNING")
    void nothingIsListedUnlessTheLaneRuns(KafkaStreams.State state) {
        lanes.enter(state);

        assertThat(query.here(new Question("acme", Audience.SMS_MARKETING.code(), null, 50)))
                .isEmpty();
        assertThat(query.others(Audience.EMAIL_MARKETING.code())).isEmpty();
    }

    @Test
    void aPartitionThatLeavesWhileItIsReadMakesNoPage() {
        lanes.know("acme", "+12125550100", IN);
        lanes.onRead(() -> lanes.move(Map.of(MembersOnPaper.SELF, Set.of(0, 1))));

        assertThat(query.here(new Question("acme", Audience.SMS_MARKETING.code(), null, 50)))
                .isEmpty();
    }

    @Test
    void aStoreThatIsGoneMakesNoPage() {
        lanes.loseStores();

        assertThat(query.here(new Question("acme", Audience.SMS_TRANSACTIONAL.code(), null, 50)))
                .isEmpty();
    }

    private List<Member> all(String tenant, Audience audience, int limit) {
        var all = new ArrayList<Member>();
        MemberPlace after = null;
        do {
            Members page = page(tenant, audience, after, limit);
            assertThat(page.members()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.members());
            after = page.reached();
        } while (after != null);
        return all;
    }

    private Members page(String tenant, Audience audience, @Nullable MemberPlace after, int limit) {
        return query.here(new Question(tenant, audience.code(), after, limit)).orElseThrow();
    }
}

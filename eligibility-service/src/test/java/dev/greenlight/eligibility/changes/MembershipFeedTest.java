package dev.greenlight.eligibility.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.schemas.audience.MembershipChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told what, what is told again, and who is sent away. */
class MembershipFeedTest {

    private static final String TEXTS = "sms-marketing";
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final FeedLimits LIMITS =
            new FeedLimits(2, 3, 4, 20, 1, Duration.ofMillis(50), Duration.ofMinutes(1));

    private final TopicOnPaper topic = new TopicOnPaper();
    private MembershipFeed feed = topic.feed(LIMITS);

    @AfterEach
    void stop() {
        feed.close();
        topic.close();
    }

    @Test
    void whoListensIsToldWhoJoinsAndLeavesFromNowOn() throws Exception {
        joins("acme", "c-before");
        ChangesListener listener = open("acme", null);

        joins("acme", "c-1");
        topic.say("acme", TEXTS, "c-1", MembershipChange.LEFT);

        FeedItem.Changed joined = change(listener);
        assertThat(joined.change().customerId()).isEqualTo("c-1");
        assertThat(joined.change().joined()).isTrue();
        FeedItem.Changed left = change(listener);
        assertThat(left.change().joined()).isFalse();
        assertThat(left.change().exclusions()).containsExactly("OPTED_OUT");
        assertThat(left.change().address()).isEqualTo("+12125550100");
    }

    @Test
    void nobodyIsToldOfAnotherCompanyOrAnotherAudience() throws Exception {
        ChangesListener acme = open("acme", null);
        ChangesListener other = open("other", null);

        joins("other", "c-1");
        topic.say("acme", "email-marketing", "c-2", MembershipChange.JOINED);
        joins("acme", "c-3");
        joins("other", "c-4");

        assertThat(customers(acme, 1)).containsExactly("c-3");
        assertThat(customers(other, 2)).containsExactly("c-1", "c-4");
    }

    @Test
    void whatWasErasedIsPassedOver() throws Exception {
        ChangesListener listener = open("acme", null);

        topic.add("acme", "c-1", null);
        joins("acme", "c-2");

        assertThat(customers(listener, 1)).containsExactly("c-2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void whoeverComesBackAgainAndAgainIsToldEverythingOnce(int each) throws Exception {
        feed.close();
        feed = topic.feed(new FeedLimits(2, 3, 100, 1_000, 1, Duration.ofMillis(5), Duration.ofMinutes(1)));
        ChangesListener listener = open("acme", null);
        String id = ((FeedItem.Beat) listener.next()).id();
        List<String> expected = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 42; i++) {
            joins("acme", "c-" + i);
            joins("other", "c-" + i);
            expected.add("c-" + i);
            if (i % each == 0) {
                // some of what it was sent it has not seen when it goes
                while (told.size() < i * 2 / 3) {
                    FeedItem item = listener.next();
                    id = idOf(item, id);
                    if (item instanceof FeedItem.Changed changed) {
                        told.add(changed.change().customerId());
                    }
                }
                listener.close();
                listener = open("acme", id);
            }
        }
        told.addAll(customers(listener, expected.size() - told.size()));

        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
        joins("acme", "c-last");
        assertThat(customers(listener, 1)).containsExactly("c-last");
    }

    @Test
    void aBeatMovesTheIdPastWhatWasForOthers() throws Exception {
        ChangesListener listener = open("acme", null);
        String first = ((FeedItem.Beat) listener.next()).id();
        IntStream.range(0, 30).forEach(i -> joins("other", "c-" + i));
        await().atMost(SOON).until(topic::isRead);

        String id = first;
        while (id.equals(first)) {
            id = idOf(listener.next(), id);
        }
        listener.close();

        // thirty facts back is farther than is read again, so this is a reset unless the beat counts
        joins("acme", "c-31");
        assertThat(customers(open("acme", id), 1)).containsExactly("c-31");
    }

    @Test
    void aSlowListenerIsCutOffAndComesBackForTheRest() throws Exception {
        ChangesListener listener = open("acme", null);
        IntStream.range(0, 12).forEach(i -> joins("acme", "c-" + i));
        await().atMost(SOON).until(topic::isRead);

        String id = "";
        List<String> told = new ArrayList<>();
        FeedItem item = listener.next();
        while (!(item instanceof FeedItem.CutOff)) {
            id = idOf(item, id);
            if (item instanceof FeedItem.Changed changed) {
                told.add(changed.change().customerId());
            }
            item = listener.next();
        }
        assertThat(told).hasSizeBetween(1, 11);
        assertThat(feed.listeners()).isZero();

        ChangesListener again = open("acme", id);
        told.addAll(customers(again, 12 - told.size()));
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 12).mapToObj(i -> "c-" + i).toList());
    }

    @Test
    void aSlowListenerHoldsUpNobodyElse() throws Exception {
        open("acme", null);
        ChangesListener quick = open("acme", null);
        for (int i = 0; i < 12; i++) {
            joins("acme", "c-" + i);
            assertThat(customers(quick, 1)).containsExactly("c-" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "AAAA", "AAAAAAAAAAA", "~~"})
    void anIdThatIsNoneResets(String id) throws Exception {
        ChangesListener listener = open("acme", id);

        assertThat(listener.next()).isInstanceOf(FeedItem.Reset.class);
        joins("acme", "c-1");
        assertThat(customers(listener, 1)).containsExactly("c-1");
    }

    @Test
    void whatTheTopicDoesNotKeepResets() throws Exception {
        IntStream.range(0, 9).forEach(i -> joins("acme", "c-" + i));
        topic.keepFrom(2);

        assertThat(open("acme", new FeedPositions(2, 1, 2).toText()).next()).isInstanceOf(FeedItem.Reset.class);
    }

    @Test
    void whatTheTopicHasNotComeToResets() throws Exception {
        assertThat(open("acme", new FeedPositions(0, 1, 0).toText()).next()).isInstanceOf(FeedItem.Reset.class);
    }

    @Test
    void whatIsTooMuchToReadAgainResets() throws Exception {
        IntStream.range(0, 21).forEach(i -> joins("other", "c-" + i));

        ChangesListener listener = open("acme", new FeedPositions(0, 0, 0).toText());
        FeedItem.Reset reset = (FeedItem.Reset) listener.next();
        listener.close();
        joins("acme", "c-1");
        assertThat(customers(open("acme", reset.id()), 1)).containsExactly("c-1");
    }

    @Test
    void aFactThatCannotBeReadResetsItsCompanyAlone() throws Exception {
        ChangesListener acme = open("acme", null);
        ChangesListener other = open("other", null);

        topic.add("acme", "c-1", TopicOnPaper.bytes("no Avro"));
        joins("other", "c-2");
        joins("acme", "c-3");

        FeedItem item = acme.next();
        while (item instanceof FeedItem.Beat) {
            item = acme.next();
        }
        assertThat(item).isInstanceOf(FeedItem.Reset.class);
        assertThat(customers(acme, 1)).containsExactly("c-3");
        assertThat(customers(other, 1)).containsExactly("c-2");
    }

    @Test
    void aCompanyHasSoManyListenersAndAnInstanceToo() throws Exception {
        ChangesListener first = open("acme", null);
        open("acme", null);
        assertThat(feed.open("acme", TEXTS, null)).isInstanceOf(Opening.TooMany.class);
        open("other", null);
        assertThat(feed.open("third", TEXTS, null)).isInstanceOf(Opening.TooMany.class);

        first.close();
        open("acme", null);
        assertThat(feed.listeners()).isEqualTo(3);
    }

    @Test
    void whoCannotBeReadForIsTurnedAwayAndTakesNoPlace() throws Exception {
        topic.fail(true);
        assertThat(feed.open("acme", TEXTS, null)).isInstanceOf(Opening.NotNow.class);
        assertThat(feed.listeners()).isZero();

        topic.fail(false);
        assertThat(feed.open("acme", TEXTS, null)).isInstanceOf(Opening.Opened.class);
        assertThat(feed.listeners()).isEqualTo(1);
    }

    @Test
    void aBrokenReaderEndsItsListenersAndTheNextBeginsAnew() throws Exception {
        ChangesListener listener = open("acme", null);
        String id = ((FeedItem.Beat) listener.next()).id();
        topic.fail(true);
        assertEnds(listener);

        joins("acme", "c-1");
        topic.fail(false);
        await().atMost(SOON).until(() -> topic.openConsumers() == 0);
        assertThat(customers(open("acme", id), 1)).containsExactly("c-1");
    }

    @Test
    void aFeedThatIsClosedEndsItsListenersAndTakesNobodyIn() throws Exception {
        ChangesListener listener = open("acme", null);
        feed.close();

        assertEnds(listener);
        assertThat(feed.open("acme", TEXTS, null)).isInstanceOf(Opening.NotNow.class);
        assertThat(topic.openConsumers()).isZero();
    }

    @Test
    void nothingIsReadUnlessSomebodyListens() throws Exception {
        feed.close();
        feed = topic.feed(new FeedLimits(2, 3, 4, 20, 1, Duration.ofMillis(50), Duration.ZERO));
        assertThat(topic.openConsumers()).isZero();
        ChangesListener listener = open("acme", null);
        assertThat(topic.openConsumers()).isEqualTo(1);

        listener.close();
        await().atMost(SOON).until(() -> topic.openConsumers() == 0);
        assertThat(open("acme", null).next()).isInstanceOf(FeedItem.Beat.class);
    }

    @RepeatedTest(20)
    void whoComesWhileTheReaderGoesIsTakenIn() throws Exception {
        feed.close();
        feed = topic.feed(new FeedLimits(2, 3, 4, 20, 1, Duration.ofMillis(50), Duration.ZERO));
        for (int i = 0; i < 20; i++) {
            open("acme", null).close();
        }
    }

    private void joins(String tenant, String customerId) {
        topic.say(tenant, TEXTS, customerId, MembershipChange.JOINED);
    }

    private ChangesListener open(String tenant, @Nullable String id) throws InterruptedException {
        return ((Opening.Opened) feed.open(tenant, TEXTS, id)).listener();
    }

    private static void assertEnds(ChangesListener listener) throws InterruptedException {
        FeedItem item = listener.next();
        while (item instanceof FeedItem.Beat) {
            item = listener.next();
        }
        assertThat(item).isInstanceOf(FeedItem.Ended.class);
    }

    private static List<String> customers(ChangesListener listener, int most) throws InterruptedException {
        List<String> customers = new ArrayList<>();
        while (customers.size() < most) {
            customers.add(change(listener).change().customerId());
        }
        return customers;
    }

    private static FeedItem.Changed change(ChangesListener listener) throws InterruptedException {
        FeedItem item = listener.next();
        while (item instanceof FeedItem.Beat) {
            item = listener.next();
        }
        return (FeedItem.Changed) item;
    }

    private static String idOf(FeedItem item, String before) {
        return switch (item) {
            case FeedItem.Changed changed -> changed.id();
            case FeedItem.Beat beat -> beat.id();
            case FeedItem.Reset reset -> reset.id();
            case FeedItem.CutOff cut -> before;
            case FeedItem.Ended ended -> before;
        };
    }
}

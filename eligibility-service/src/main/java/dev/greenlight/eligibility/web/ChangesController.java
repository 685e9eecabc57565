package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.changes.ChangesListener;
import dev.greenlight.eligibility.changes.FeedItem;
import dev.greenlight.eligibility.changes.MembershipFeed;
import dev.greenlight.eligibility.changes.Opening;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import dev.greenlight.schemas.topic.TopicKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Who joins and who leaves the audience, as it happens? Each answer keeps a virtual thread for as long as it lasts. */
@RestController
final class ChangesController {

    private static final String TOPIC_OF_AUDIENCE = "audience.";

    /** Each has a topic of its members. */
    private static final Set<String> AUDIENCES = EventTopic.ALL.stream()
            .filter(topic -> topic.kind() == TopicKind.STATE && topic.name().startsWith(TOPIC_OF_AUDIENCE))
            .map(topic -> topic.name().substring(TOPIC_OF_AUDIENCE.length()))
            .collect(Collectors.toUnmodifiableSet());

    /** Then the reader comes back, and its key is looked at again. */
    private static final Duration AT_MOST = Duration.ofHours(1);

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(2);

    private final MembershipFeed feed;
    private final JsonMapper json;

    ChangesController(MembershipFeed feed, JsonMapper json) {
        this.feed = feed;
        this.json = json;
    }

    /**
     * @param lastId the id of the event that the reader was sent last; the stream begins now when missing
     */
    @GetMapping(
            path = "/v1/tenants/{tenant}/audiences/{audience}/changes",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void follow(
            @PathVariable String tenant,
            @PathVariable String audience,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastId,
            Authentication caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        TenantAccess.require(caller, tenant);
        if (!TopicKeys.isTenant(tenant)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        if (!AUDIENCES.contains(audience)) {
            throw new ProblemException(Problem.UNKNOWN_AUDIENCE);
        }
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            return;
        }
        try (ChangesListener listener = open(tenant, audience, lastId)) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            // some proxies collect an answer until it is whole
            response.setHeader("X-Accel-Buffering", "no");
            write(listener, new EventStream(response.getOutputStream()));
        } catch (IOException e) {
            // the reader has gone; it comes back when it wants to
        } catch (KafkaException e) {
            // what was missed cannot be read: the stream ends before it tells less, and the reader comes back
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ChangesListener open(String tenant, String audience, @Nullable String lastId) throws InterruptedException {
        return switch (feed.open(tenant, audience, lastId)) {
            case Opening.Opened opened -> opened.listener();
            case Opening.TooMany tooMany -> throw new ProblemException(Problem.TOO_MANY_LISTENERS);
            case Opening.NotNow notNow -> throw new ProblemException(Problem.NOT_READY);
        };
    }

    private void write(ChangesListener listener, EventStream stream) throws IOException, InterruptedException {
        long until = System.nanoTime() + AT_MOST.toNanos();
        stream.retryAfter(COME_BACK_AFTER.toMillis());
        boolean goOn = true;
        while (goOn && System.nanoTime() < until) {
            goOn = write(listener.next(), stream);
        }
    }

    private boolean write(FeedItem item, EventStream stream) throws IOException {
        switch (item) {
            case FeedItem.Changed changed ->
                stream.event(
                        changed.change().joined() ? "joined" : "left",
                        changed.id(),
                        json.writeValueAsString(ChangesAnswer.of(changed.change())));
            case FeedItem.Beat beat -> stream.beat(beat.id());
            case FeedItem.Reset reset -> stream.event("reset", reset.id(), "{}");
            case FeedItem.CutOff cut -> {
                stream.last("cut-off", "{\"reason\":\"too-slow\"}");
                return false;
            }
            case FeedItem.Ended ended -> {
                return false;
            }
        }
        return true;
    }
}

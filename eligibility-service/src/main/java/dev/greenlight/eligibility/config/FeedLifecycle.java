package dev.greenlight.eligibility.config;

import dev.greenlight.eligibility.changes.MembershipFeed;
import org.springframework.context.SmartLifecycle;

/** Ends the listeners before the web server waits for the last answer: theirs have no end of their own. */
final class FeedLifecycle implements SmartLifecycle {

    private final MembershipFeed feed;
    private volatile boolean running;

    FeedLifecycle(MembershipFeed feed) {
        this.feed = feed;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        feed.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start and the first to stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}

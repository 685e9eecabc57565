package dev.greenlight.consent.domain.command;

import java.util.ArrayList;
import java.util.List;

/** How many commands a record remembers, so that a request sent twice changes nothing. */
public final class RecentCommands {

    /** More than one client repeats between an answer that got lost and the next try. */
    public static final int REMEMBERED = 8;

    private RecentCommands() {}

    /** These and one more, the newest last; the oldest is forgotten. */
    public static List<String> with(List<String> recent, String commandId) {
        int first = Math.max(0, recent.size() + 1 - REMEMBERED);
        List<String> more = new ArrayList<>(recent.subList(first, recent.size()));
        more.add(commandId);
        return more;
    }
}

package dev.greenlight.schemas.topic;

import java.util.List;

/** Topics are missing or not as the catalogue says. The message names each and says what to do. */
public final class TopicsNotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> findings;

    TopicsNotReadyException(List<String> findings) {
        super("The topics are not ready:\n  " + String.join("\n  ", findings)
                + "\nCreate them with './greenlight prepare', or set greenlight.partitions to what the cluster has,"
                + " and start again.");
        this.findings = List.copyOf(findings);
    }

    /** One line for each topic that is missing or differs. */
    public List<String> findings() {
        return findings;
    }
}

package dev.greenlight.eligibility.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events, each of which is sent at once. */
final class EventStream {

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /** How long a reader that was cut off waits before it comes back. */
    void retryAfter(long millis) throws IOException {
        write("retry: " + millis + "\n\n");
    }

    /** @param data in one line */
    void event(String name, String id, String data) throws IOException {
        write("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n");
    }

    /** An event that is not to be told again to a reader that comes back. */
    void last(String name, String data) throws IOException {
        write("event: " + name + "\ndata: " + data + "\n\n");
    }

    /** Moves the id on and shows nothing: an event without data is none. */
    void beat(String id) throws IOException {
        write(": alive\nid: " + id + "\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

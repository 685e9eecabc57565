package dev.greenlight.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Which ports of the loopback interface are free. */
final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    /** A port that nothing listens on now. */
    static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }

    /** Whether something else listens on this port; never for 0. */
    static boolean taken(int port) {
        try (var socket = new ServerSocket()) {
            // as the broker and Tomcat do: connections of an earlier run that are still closing do not count
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}

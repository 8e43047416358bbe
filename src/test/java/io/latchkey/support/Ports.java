package io.latchkey.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free ports that have names: a test's profile and the test itself are loaded apart from each other, and must agree. */
public final class Ports {

    private Ports() {}

    public static synchronized int named(String name) {
        // Not under latchkey., where the service refuses what it does not know.
        var property = "tests.port." + name;
        if (Integer.getInteger(property) == null) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                System.setProperty(property, String.valueOf(socket.getLocalPort()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Integer.getInteger(property);
    }
}

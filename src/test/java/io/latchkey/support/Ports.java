package io.latchkey.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports that have names: a test's profile and the test itself are loaded apart from each other, and must agree. */
public final class Ports {

    /** Below those that a system gives to outgoing connections, one of which could take the port before its owner does. */
    private static final int FIRST = 15_000;

    private static final int LAST = 32_000;

    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    public static synchronized int named(String name) {
        // Not under latchkey., where the service refuses what it does not know.
        var property = "tests.port." + name;
        if (Integer.getInteger(property) == null) {
            System.setProperty(property, String.valueOf(free()));
        }
        return Integer.getInteger(property);
    }

    private static int free() {
        return ThreadLocalRandom.current()
                .ints(FIRST, LAST)
                .limit(LAST - FIRST)
                .filter(port -> isFree(port) && GIVEN.add(port))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}

package io.latchkey.boot;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The one address under which a database stays known when another server takes over, as a virtual IP or a proxy gives. */
public final class Address implements AutoCloseable {

    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int target;

    private Address(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    public static Address of(int target) {
        try {
            var address = new Address(new ServerSocket(0, 128, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().start(address::welcome);
            return address;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** New connections go there. Those that are open stay where they are. */
    public void pointTo(int newTarget) {
        target = newTarget;
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException _) {
                close();
            }
        }
    }

    private void connect(Socket caller) {
        sockets.add(caller);
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            Thread.ofVirtual().start(() -> pass(caller, server));
            pass(server, caller);
        } catch (IOException _) {
            end(caller);
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One side is gone: so the other is closed as well.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void end(Closeable what) {
        try {
            what.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        end(door);
        sockets.forEach(Address::end);
    }
}
